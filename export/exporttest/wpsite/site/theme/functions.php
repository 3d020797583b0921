<?php
add_theme_support('post-thumbnails');
add_theme_support('title-tag');
add_theme_support('html5', ['caption', 'gallery']);
add_action('wp_head', function () {
	echo '<meta name="theme-color" content="#a31515">' . "\n";
});
