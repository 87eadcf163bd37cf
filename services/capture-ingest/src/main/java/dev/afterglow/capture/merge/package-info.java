/** Several sources of one person made one drive. */
@NullMarked
package dev.afterglow.capture.merge;

import org.jspecify.annotations.NullMarked;
