/** One clock: a device's clock mapped onto the service's, once for motion and voice alike. */
@NullMarked
package dev.afterglow.capture.timeline;

import org.jspecify.annotations.NullMarked;
