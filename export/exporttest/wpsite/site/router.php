<?php
// Does for PHP's own server what rewrite rules do elsewhere: files as they are,
// folders by their index.php, and everything else to WordPress.
$root = $_SERVER['DOCUMENT_ROOT'];
$path = rtrim(urldecode((string) parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)), '/');
if (is_file($root . $path)) {
	return false;
}
if ($path !== '' && is_file("$root$path/index.php")) {
	if (!str_ends_with(strtok($_SERVER['REQUEST_URI'], '?'), '/')) {
		header("Location: $path/", true, 301);
		return true;
	}
	$script = "$path/index.php";
} else {
	$script = '/index.php';
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $script;
$_SERVER['SCRIPT_FILENAME'] = $root . $script;
chdir(dirname($root . $script));
require $root . $script;
