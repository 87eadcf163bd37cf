/**
 * How a drive moves a figure: ARKit shapes to morph targets, head, eyes and bones to joints, by
 * name.
 */
@NullMarked
package dev.afterglow.render.rig;

import org.jspecify.annotations.NullMarked;
