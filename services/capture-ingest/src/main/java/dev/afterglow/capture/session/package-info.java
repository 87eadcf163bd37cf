/** The life of a drive session. */
@NullMarked
package dev.afterglow.capture.session;

import org.jspecify.annotations.NullMarked;
