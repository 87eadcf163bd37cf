package dev.afterglow.render.rig;

/**
 * Spheres and capsules as they stand at one step, and how a tail keeps out of them.
 *
 * <p>A tail that ended up inside is pushed out along the shortest way and then drawn back to its
 * bone's length, as VRM prescribes. That drawing back can lead inside again; such a tail then turns
 * about its joint, in the plane of joint, collider and tail, until it touches the collider from
 * outside. Where a collider swallows everything within the bone's reach, nothing can help.
 */
final class SpringColliders {
  private static final float TOUCH = 1e-6f;

  /** A capsule's nearest point moves with the tail, so one swing may not be enough. */
  private static final int SWINGS = 4;

  private final int[] carrier;
  private final float[] own;
  private final float[] ends;
  private final float[] radius;
  private final float[] reach;

  /** Room for so many. */
  SpringColliders(int count) {
    carrier = new int[count];
    own = new float[count * 6];
    ends = new float[count * 6];
    radius = new float[count];
    reach = new float[count];
  }

  /** Says what one collider is; {@code driver} is the matrix that carries it. */
  void set(int at, int driver, float[] from, float[] to, float metres) {
    carrier[at] = driver;
    System.arraycopy(from, 0, own, at * 6, 3);
    System.arraycopy(to, 0, own, at * 6 + 3, 3);
    radius[at] = metres;
  }

  /** Moves all of them with their carriers, 16 values each. */
  void place(float[] drivers) {
    for (int c = 0; c < carrier.length; c++) {
      int m = carrier[c] * 16;
      for (int e = c * 6; e < c * 6 + 6; e += 3) {
        for (int k = 0; k < 3; k++) {
          ends[e + k] =
              drivers[m + k] * own[e]
                  + drivers[m + 4 + k] * own[e + 1]
                  + drivers[m + 8 + k] * own[e + 2]
                  + drivers[m + 12 + k];
        }
      }
      float x = drivers[m];
      float y = drivers[m + 1];
      float z = drivers[m + 2];
      reach[c] = radius[c] * (float) Math.sqrt(x * x + y * y + z * z);
    }
  }

  /**
   * Keeps a tail out.
   *
   * @param which the colliders that count
   * @param tail 3 values: the tail, changed in place; as far from the head as the length says
   * @param head 3 values at {@code headAt} of a matrix: the joint
   */
  void keepOut(int[] which, float[] tail, float[] head, int headAt, float length, float hit) {
    for (int c : which) {
      push(c, tail, head, headAt, length, hit);
    }
    for (int c : which) {
      int tries = 0;
      while (tries < SWINGS && swing(c, tail, head, headAt, length, hit)) {
        tries++;
      }
    }
  }

  private void push(int c, float[] tail, float[] head, int headAt, float length, float hit) {
    float along = along(c, tail);
    float dx = tail[0] - at(c, 0, along);
    float dy = tail[1] - at(c, 1, along);
    float dz = tail[2] - at(c, 2, along);
    float away = (float) Math.sqrt(dx * dx + dy * dy + dz * dz);
    float clear = hit + reach[c];
    if (away >= clear || away < 1e-9f) {
      return;
    }
    float out = (clear - away) / away;
    tail[0] += dx * out;
    tail[1] += dy * out;
    tail[2] += dz * out;
    toLength(tail, head, headAt, length);
  }

  /** Whether the tail was inside and was moved. */
  private boolean swing(int c, float[] tail, float[] head, int headAt, float length, float hit) {
    float along = along(c, tail);
    float cx = at(c, 0, along) - head[headAt];
    float cy = at(c, 1, along) - head[headAt + 1];
    float cz = at(c, 2, along) - head[headAt + 2];
    float tx = tail[0] - head[headAt];
    float ty = tail[1] - head[headAt + 1];
    float tz = tail[2] - head[headAt + 2];
    float clear = hit + reach[c];
    float gap2 = (tx - cx) * (tx - cx) + (ty - cy) * (ty - cy) + (tz - cz) * (tz - cz);
    float d2 = cx * cx + cy * cy + cz * cz;
    if (gap2 >= (clear - TOUCH) * (clear - TOUCH) || d2 < 1e-12f) {
      return false;
    }
    float d = (float) Math.sqrt(d2);
    float cosine = (length * length + d2 - clear * clear) / (2 * length * d);
    float toward = (tx * cx + ty * cy + tz * cz) / d2;
    float px = tx - toward * cx;
    float py = ty - toward * cy;
    float pz = tz - toward * cz;
    float p = (float) Math.sqrt(px * px + py * py + pz * pz);
    if (cosine < -1 || cosine > 1 || p < 1e-9f) {
      return false;
    }
    float u = length * cosine / d;
    float v = length * (float) Math.sqrt(1 - cosine * cosine) / p;
    tail[0] = head[headAt] + u * cx + v * px;
    tail[1] = head[headAt + 1] + u * cy + v * py;
    tail[2] = head[headAt + 2] + u * cz + v * pz;
    return true;
  }

  /** How far along the capsule the point nearest to the tail lies, 0 to 1. */
  private float along(int c, float[] tail) {
    int a = c * 6;
    float ax = ends[a + 3] - ends[a];
    float ay = ends[a + 4] - ends[a + 1];
    float az = ends[a + 5] - ends[a + 2];
    float l2 = ax * ax + ay * ay + az * az;
    if (l2 < 1e-12f) {
      return 0;
    }
    float dot =
        (tail[0] - ends[a]) * ax + (tail[1] - ends[a + 1]) * ay + (tail[2] - ends[a + 2]) * az;
    return Math.clamp(dot / l2, 0, 1);
  }

  private float at(int c, int axis, float along) {
    float from = ends[c * 6 + axis];
    return from + along * (ends[c * 6 + 3 + axis] - from);
  }

  /** Draws a tail back onto the sphere about its joint; false where it has no direction. */
  static boolean toLength(float[] tail, float[] head, int headAt, float length) {
    float x = tail[0] - head[headAt];
    float y = tail[1] - head[headAt + 1];
    float z = tail[2] - head[headAt + 2];
    float far = (float) Math.sqrt(x * x + y * y + z * z);
    if (!(far > 1e-9f) || Float.isInfinite(far)) {
      return false;
    }
    float scale = length / far;
    tail[0] = head[headAt] + x * scale;
    tail[1] = head[headAt + 1] + y * scale;
    tail[2] = head[headAt + 2] + z * scale;
    return true;
  }
}
