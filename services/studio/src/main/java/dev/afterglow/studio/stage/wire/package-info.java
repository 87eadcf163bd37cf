/** The stage of a broadcast, handed through to the worker that draws it. */
@NullMarked
package dev.afterglow.studio.stage.wire;

import org.jspecify.annotations.NullMarked;
