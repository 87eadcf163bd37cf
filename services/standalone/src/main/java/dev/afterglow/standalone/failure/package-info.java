/** What can stop a start: a code for the shell and one sentence for the person. */
@NullMarked
package dev.afterglow.standalone.failure;

import org.jspecify.annotations.NullMarked;
