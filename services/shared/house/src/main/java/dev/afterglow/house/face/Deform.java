package dev.afterglow.house.face;

import dev.afterglow.house.mesh.Vec3;

/** One movement of the face at full strength: how far a site moves, in centimetres. */
@FunctionalInterface
interface Deform {
  Vec3 at(Site site);
}
