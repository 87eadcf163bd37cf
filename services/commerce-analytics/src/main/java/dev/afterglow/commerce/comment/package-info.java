/**
 * What viewers say: a comment is normalised, read for intents by phrases before any segmentation
 * (segmenters cut 能不能 and 几号链接 apart), then cut into words.
 */
@NullMarked
package dev.afterglow.commerce.comment;

import org.jspecify.annotations.NullMarked;
