/** How options are written, the same in every program that people start. */
@NullMarked
package dev.afterglow.commandline;

import org.jspecify.annotations.NullMarked;
