<!DOCTYPE html>
<html <?php language_attributes(); ?>>
<head>
<meta charset="<?php bloginfo('charset'); ?>">
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="<?php echo esc_url(get_stylesheet_uri()); ?>">
<?php wp_head(); ?>
</head>
<body <?php body_class(); ?>>
<header><a href="<?php echo esc_url(home_url('/')); ?>"><?php bloginfo('name'); ?></a></header>
<main>
<?php while (have_posts()) : the_post(); ?>
<article id="post-<?php the_ID(); ?>">
<?php if (is_singular()) : ?>
<h1><?php the_title(); ?></h1>
<p class="meta"><time><?php echo esc_html(get_the_date('d/m/Y H:i')); ?></time> – <?php the_category(', '); ?></p>
<?php if (get_option('wpsite_cover')) { the_post_thumbnail('large'); } ?>
<?php the_content(); ?>
<?php the_tags('<p class="tags">', ', ', '</p>'); ?>
<?php else : ?>
<h2><a href="<?php the_permalink(); ?>"><?php the_title(); ?></a></h2>
<?php the_post_thumbnail('thumbnail'); the_excerpt(); ?>
<?php endif; ?>
</article>
<?php endwhile; ?>
</main>
<?php wp_footer(); ?>
</body>
</html>
