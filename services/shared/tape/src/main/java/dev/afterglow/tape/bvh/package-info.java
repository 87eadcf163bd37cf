/** Biovision BVH: a skeleton and its joints' angles as text, frame by frame. */
@NullMarked
package dev.afterglow.tape.bvh;

import org.jspecify.annotations.NullMarked;
