// Package release is what a version of the program is to the one before it: its
// number, the manifest that offers it, the signature that proves whose it is,
// and what can go wrong on the way. What may live here knows neither networks
// nor the folder in which a program is installed; those are of cmd/update.
//
// # What lies at an address
//
// An offer is three files in one folder, of a web server or of a share:
//
//	tinxa-update.json            the manifest, UTF-8, at most 64 KB
//	tinxa-update.json.minisig    its signature, as the minisign tool makes it
//	tinxa-0.2.0.3.exe.gz         the program, gzipped, as the manifest names it
//
// Whoever lays them there begins with the program and ends with the manifest.
//
// # The keys
//
// Two public keys are built in, and a signature of either is enough. The second
// is the spare: its secret half lies somewhere else, and signs the version that
// replaces the first key on the day that one is lost or stolen.
//
// # What the signature covers
//
// The bytes of the manifest, and by its sums every byte of the program. Nothing
// of the manifest is parsed before the signature is found good. The trusted
// comment repeats product, version, system and file, so that a signature made
// for something else with the same key is none of a manifest. No clock is
// believed: an old manifest is refused because a newer one was seen, not because
// of its age.
package release
