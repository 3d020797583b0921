<?php
// Run once, by PHP's command line, with the accounts as JSON in WPSITE_USERS.
define('WP_INSTALLING', true);
$_SERVER += ['HTTP_HOST' => '127.0.0.1', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/'];

// Stands in for WordPress' own, which would look for a program to send mail.
function wp_mail(): bool {
	return true;
}

require __DIR__ . '/site/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

$users = json_decode(getenv('WPSITE_USERS'), true);
$names = [
	'administrator' => 'Quản trị viên',
	'editor' => 'Hà Thư',
	'author' => 'Minh Đức',
	'contributor' => 'Lò Thị Mây',
];
wp_install('Trang thông tin điện tử xã Suối Mây', $users['administrator']['Name'], 'quantri@example.vn', true, '', $users['administrator']['Password']);
foreach ($users as $role => $user) {
	$account = ['user_login' => $user['Name'], 'display_name' => $names[$role], 'role' => $role];
	if ($known = get_user_by('login', $user['Name'])) {
		wp_update_user(['ID' => $known->ID] + $account);
		$id = $known->ID;
	} else {
		$id = wp_insert_user($account + ['user_pass' => $user['Password'], 'user_email' => $user['Name'] . '@example.vn']);
	}
	update_user_meta($id, '_application_passwords', [[
		'uuid' => wp_generate_uuid4(),
		'app_id' => '',
		'name' => 'wpsite',
		'password' => wp_hash_password(str_replace(' ', '', $user['AppPassword'])),
		'created' => time(),
		'last_used' => null,
		'last_ip' => null,
	]]);
}
update_network_option(get_main_network_id(), 'using_application_passwords', 1);

switch_theme('suoimay');
update_option('permalink_structure', '/%postname%/');
update_option('timezone_string', 'Asia/Ho_Chi_Minh');
update_option('blogdescription', 'Ủy ban nhân dân xã Suối Mây');
$news = wp_insert_term('Tin tức – Sự kiện', 'category', ['slug' => 'tin-tuc']);
wp_insert_term('Hoạt động của Đảng ủy & HĐND', 'category', ['slug' => 'hoat-dong', 'parent' => $news['term_id']]);
wp_insert_term('Thông báo', 'category', ['slug' => 'thong-bao']);
wp_delete_post(1, true); // what every new WordPress greets with
wp_delete_post(2, true);
flush_rewrite_rules(false);
echo 'installed';
