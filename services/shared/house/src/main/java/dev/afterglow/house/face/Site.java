package dev.afterglow.house.face;

import dev.afterglow.house.mesh.Vec3;

/**
 * Where on the face a vertex lies, in terms that an expression can be written in.
 *
 * @param p the place at rest, centimetres
 * @param lip which side of the mouth's slit it belongs to
 * @param mouthS across the mouth: -1 the right corner, +1 the left one, beyond them outside
 * @param mouthD centimetres above (+) or below (-) the mouth's slit, along the skin
 * @param jaw how far it follows the lower jaw, 0 to 1
 */
record Site(Vec3 p, Lip lip, double mouthS, double mouthD, double jaw) {

  /** The side of the mouth's slit. */
  enum Lip {
    UPPER,
    LOWER,
    /** Not skin: teeth, tongue, eyes. The mouth's own shapes leave it alone. */
    APART
  }

  /** A site that follows the jaw as a rigid piece and no other shape. */
  static Site rigid(Vec3 p, double jaw) {
    return new Site(p, Lip.APART, 0, 0, jaw);
  }
}
