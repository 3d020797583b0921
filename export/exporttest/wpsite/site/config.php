<?php
// The settings of a WordPress that lives as long as a test. It answers under the
// host it is asked for, so that a proxy in front of it stays in front.
$secure = ($_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '') === 'https';
if ($secure) {
	$_SERVER['HTTPS'] = 'on';
}
define('WP_HOME', ($secure ? 'https://' : 'http://') . ($_SERVER['HTTP_HOST'] ?? '127.0.0.1'));
define('WP_SITEURL', WP_HOME);

define('DB_HOST', 'localhost:' . dirname(__DIR__) . '/db.sock');
define('DB_NAME', 'wp');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
$table_prefix = 'wp_';

define('WP_ENVIRONMENT_TYPE', 'local'); // application passwords without TLS
define('WP_DEFAULT_THEME', 'suoimay');
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $for) {
	define($for . '_KEY', 'key of ' . $for);
	define($for . '_SALT', 'salt of ' . $for);
}

defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
