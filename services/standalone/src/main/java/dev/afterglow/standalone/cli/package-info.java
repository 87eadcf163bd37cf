/** The command line: options in, sentences and an exit code out. */
@NullMarked
package dev.afterglow.standalone.cli;

import org.jspecify.annotations.NullMarked;
