/** The words of Chinese comments. */
@NullMarked
package dev.afterglow.commerce.words;

import org.jspecify.annotations.NullMarked;
