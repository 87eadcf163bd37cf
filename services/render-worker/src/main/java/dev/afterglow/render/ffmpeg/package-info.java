/** What every use of FFmpeg shares: loading it, its error codes in words. */
@NullMarked
package dev.afterglow.render.ffmpeg;

import org.jspecify.annotations.NullMarked;
