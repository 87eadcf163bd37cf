/** A headless OpenGL ES context through EGL's device platform; its absence is a value. */
@NullMarked
package dev.afterglow.render.egl;

import org.jspecify.annotations.NullMarked;
