/** The figure that is an avatar of meshes and bones. */
@NullMarked
package dev.afterglow.render.rigged;

import org.jspecify.annotations.NullMarked;
