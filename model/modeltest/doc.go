// Package modeltest holds what the tests of every room share: the conformance
// suites that each Store and PhotoStore must pass, and builders of invented
// reports and photos. Only tests import it.
package modeltest
