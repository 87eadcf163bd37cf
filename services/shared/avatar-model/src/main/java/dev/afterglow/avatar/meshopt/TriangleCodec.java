package dev.afterglow.avatar.meshopt;

/**
 * Mode 1 of the extension: triangles that share an edge with one of the last 16 and a corner with
 * one of the last 16.
 *
 * <pre>
 *   E1 | one code a triangle | further numbers | 16 codes for triangles without a known edge
 * </pre>
 */
final class TriangleCodec {
  private static final int HEADER = 0xe1;
  private static final int TABLE = 16;
  private static final int MASK = 15;
  private static final int NEAR_LAST = 13;

  private final byte[] in;
  private final byte[] out;
  private final int count;
  private final int stride;
  private final int[] at = new int[1];
  private final int[] edges = new int[32];
  private final int[] corners = new int[16];
  private int edge;
  private int corner;
  private int next;
  private int last;

  TriangleCodec(byte[] in, byte[] out, int count, int stride) {
    this.in = in;
    this.out = out;
    this.count = count;
    this.stride = stride;
    java.util.Arrays.fill(edges, -1);
    java.util.Arrays.fill(corners, -1);
  }

  void decode() {
    int triangles = count / 3;
    if (in.length < 1 + triangles + TABLE || (in[0] & 0xff) != HEADER) {
      throw new IllegalArgumentException("no triangles of version 1");
    }
    int table = in.length - TABLE;
    at[0] = 1 + triangles;
    for (int t = 0; t < triangles; t++) {
      if (at[0] > table) {
        throw new IllegalArgumentException("triangles run into their table");
      }
      int code = in[1 + t] & 0xff;
      if (code < 0xf0) {
        onEdge(t, code);
      } else if (code < 0xfe) {
        fresh(t, in[table + (code & MASK)] & 0xff);
      } else {
        spelled(t, code);
      }
    }
    if (at[0] != table) {
      throw new IllegalArgumentException("bytes are left over after the triangles");
    }
  }

  /** Two corners are a known edge; the third is new, known, or near the last one spelled out. */
  private void onEdge(int t, int code) {
    int e = ((edge - 1 - (code >> 4)) & MASK) * 2;
    int a = edges[e];
    int b = edges[e + 1];
    int third = code & MASK;
    int c;
    if (third == 0) {
      c = next++;
      remember(c);
    } else if (third < NEAR_LAST) {
      c = corners[(corner - 1 - third) & MASK];
    } else {
      c = third == MASK ? spelt() : last + (third == NEAR_LAST ? -1 : 1);
      last = c;
      remember(c);
    }
    write(t, a, b, c);
    edge(c, b);
    edge(a, c);
  }

  /** The first corner is new; the two others are new or known. */
  private void fresh(int t, int code) {
    int second = code >> 4;
    int third = code & MASK;
    int a = next++;
    int b = second == 0 ? next++ : corners[(corner - second) & MASK];
    int c = third == 0 ? next++ : corners[(corner - third) & MASK];
    finish(t, a, b, c, second == 0, third == 0);
  }

  /** As {@link #fresh}, with the code in the numbers and corners that may be spelled out. */
  private void spelled(int t, int code) {
    int more = in[at[0]++] & 0xff;
    int second = more >> 4;
    int third = more & MASK;
    if (more == 0) {
      next = 0;
    }
    int a = code == 0xfe ? next++ : 0;
    int b = second == 0 ? next++ : corners[(corner - second) & MASK];
    int c = third == 0 ? next++ : corners[(corner - third) & MASK];
    if (code != 0xfe) {
      a = spelt();
      last = a;
    }
    if (second == MASK) {
      b = spelt();
      last = b;
    }
    if (third == MASK) {
      c = spelt();
      last = c;
    }
    finish(t, a, b, c, second == 0 || second == MASK, third == 0 || third == MASK);
  }

  private void finish(int t, int a, int b, int c, boolean newB, boolean newC) {
    write(t, a, b, c);
    remember(a);
    if (newB) {
      remember(b);
    }
    if (newC) {
      remember(c);
    }
    edge(b, a);
    edge(c, b);
    edge(a, c);
  }

  private int spelt() {
    return last + IndexCodec.signed(IndexCodec.number(in, at));
  }

  private void write(int t, int a, int b, int c) {
    IndexCodec.put(out, t * 3, stride, a);
    IndexCodec.put(out, t * 3 + 1, stride, b);
    IndexCodec.put(out, t * 3 + 2, stride, c);
  }

  private void remember(int c) {
    corners[corner] = c;
    corner = (corner + 1) & MASK;
  }

  private void edge(int a, int b) {
    edges[edge * 2] = a;
    edges[edge * 2 + 1] = b;
    edge = (edge + 1) & MASK;
  }
}
