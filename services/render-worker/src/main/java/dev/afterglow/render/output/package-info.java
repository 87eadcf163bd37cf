/**
 * One encode, many destinations: recording, preview, HLS, RTMP; each bounded and alone in its
 * faults.
 */
@NullMarked
package dev.afterglow.render.output;

import org.jspecify.annotations.NullMarked;
