/** What the presenter's capture page asks the studio for: where to drive to, and the tracker. */
@NullMarked
package dev.afterglow.studio.capture;

import org.jspecify.annotations.NullMarked;
