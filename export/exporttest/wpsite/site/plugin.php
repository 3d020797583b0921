<?php
/*
Plugin Name: Troubles
Description: Does to a request what portals do to theirs, as trouble.json says.
*/

(function () {
	$file = dirname(ABSPATH) . '/trouble.json';
	$trouble = is_file($file) ? json_decode(file_get_contents($file), true) : null;
	if (!$trouble || ($_SERVER['HTTP_X_WPSITE_TRUTH'] ?? '') !== '') {
		return; // the test itself asks
	}
	$on = fn(string $name) => !empty($trouble[$name]);
	$page = function (int $status, string $title, string $text) {
		http_response_code($status);
		header('Content-Type: text/html; charset=UTF-8');
		exit("<!DOCTYPE html>\n<html><head><title>$status $title</title></head><body><h1>$title</h1><p>$text</p></body></html>");
	};
	$posting = $_SERVER['REQUEST_METHOD'] !== 'GET' && $_SERVER['REQUEST_METHOD'] !== 'HEAD';
	$type = $_SERVER['CONTENT_TYPE'] ?? '';

	if ($on('MaxBody') && (int) ($_SERVER['CONTENT_LENGTH'] ?? 0) > $trouble['MaxBody']) {
		$page(413, 'Request Entity Too Large', 'nginx');
	}
	$text = fn() => html_entity_decode(stripslashes(file_get_contents('php://input') . implode(' ', array_filter($_POST, 'is_string'))));
	if ($posting && $on('Firewall') && !str_starts_with($type, 'image/') && str_contains($text(), '<img')) {
		$page(403, 'Forbidden', "You don't have permission to access this resource.");
	}
	if ($on('NoRawPhotos') && str_starts_with($type, 'image/')) {
		$page(403, 'Forbidden', "You don't have permission to access this resource.");
	}
	if ($on('NoAuthorization')) {
		unset($_SERVER['PHP_AUTH_USER'], $_SERVER['PHP_AUTH_PW'], $_SERVER['HTTP_AUTHORIZATION']);
	}
	if ($on('NoAppPasswords')) {
		add_filter('wp_is_application_passwords_available', '__return_false');
	}
	if ($on('NoXMLRPC')) {
		add_filter('xmlrpc_enabled', '__return_false');
		add_filter('xmlrpc_methods', '__return_empty_array');
	}
	if ($on('NoREST')) {
		add_filter('rest_authentication_errors', fn() => new WP_Error('rest_disabled', 'The REST API is switched off.', ['status' => 403]));
		remove_action('wp_head', 'rest_output_link_wp_head');
		remove_action('template_redirect', 'rest_output_link_header', 11);
	}
	if ($on('NoJPEG')) {
		add_filter('upload_mimes', fn(array $types) => array_diff($types, ['image/jpeg']));
	}
	if ($on('NoSearch')) { // as where a search engine of its own knows public articles alone
		add_action('pre_get_posts', fn(WP_Query $q) => $q->get('s') === '' || $q->set('post__in', [0]));
	}
	if ($on('NoThumbnails') && !str_contains($_SERVER['REQUEST_URI'], 'post-process')) {
		add_filter('intermediate_image_sizes_advanced', fn() => $page(500, 'Internal Server Error', 'memory'));
	}
	if ($on('Notice')) {
		echo "<br />\n<b>Deprecated</b>:  Optional parameter before a required one in <b>/plugins/x.php</b> on line <b>12</b><br />\n";
	}
})();
