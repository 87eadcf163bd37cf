/**
 * What is drawn: meshes, morph targets, skins and materials read from one validated GLB or VRM
 * file.
 */
@NullMarked
package dev.afterglow.render.figure;

import org.jspecify.annotations.NullMarked;
