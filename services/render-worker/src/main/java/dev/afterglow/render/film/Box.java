package dev.afterglow.render.film;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A box of an MP4: a length, a type and what it holds. Reading past its end is a fault of the film,
 * never an exception of another kind.
 *
 * @param type four characters as one number
 * @param body what it holds
 */
record Box(int type, ByteBuffer body) {
  private static final int MOST_CHILDREN = 256;

  /** A file as if it were a box. */
  static Box whole(byte[] file) {
    return new Box(0, ByteBuffer.wrap(file).asReadOnlyBuffer());
  }

  int size() {
    return body.limit();
  }

  /** 32 bits at a place. */
  int word(int at) throws FilmFault {
    require(at, 4);
    return body.getInt(at);
  }

  /** 32 bits at a place, 0 or more. */
  long unsigned(int at) throws FilmFault {
    return Integer.toUnsignedLong(word(at));
  }

  /** 8 bits at a place. */
  int octet(int at) throws FilmFault {
    require(at, 1);
    return Byte.toUnsignedInt(body.get(at));
  }

  /** 16 bits at a place. */
  int pair(int at) throws FilmFault {
    require(at, 2);
    return Short.toUnsignedInt(body.getShort(at));
  }

  /** All of it from a place on. */
  byte[] bytes(int at, int length) throws FilmFault {
    require(at, length);
    byte[] out = new byte[length];
    body.get(at, out);
    return out;
  }

  /** A number of entries that fits into what is left. */
  int entries(int at, int entryBytes, int most) throws FilmFault {
    long count = unsigned(at);
    long room = (size() - at - 4L) / Math.max(1, entryBytes);
    if (count > most || (entryBytes > 0 && count > room)) {
      throw new FilmFault("a table of " + count + " entries");
    }
    return (int) count;
  }

  /** The boxes in it. */
  List<Box> children() throws FilmFault {
    return childrenFrom(0);
  }

  /** The boxes in it of one type. */
  List<Box> children(int type) throws FilmFault {
    List<Box> out = new ArrayList<>();
    for (Box child : children()) {
      if (child.type == type) {
        out.add(child);
      }
    }
    return out;
  }

  /** The boxes behind the fields that it begins with. */
  List<Box> childrenFrom(int from) throws FilmFault {
    List<Box> out = new ArrayList<>();
    long at = from;
    while (at < size()) {
      require((int) at, 8);
      long length = unsigned((int) at);
      int head = 8;
      if (length == 1) {
        require((int) at, 16);
        length = body.getLong((int) at + 8);
        head = 16;
      } else if (length == 0) {
        length = size() - at;
      }
      if (length < head || length > size() - at) {
        throw new FilmFault("a box of " + length + " bytes at " + at + " of " + size());
      }
      if (out.size() == MOST_CHILDREN) {
        throw new FilmFault("more than " + MOST_CHILDREN + " boxes in one");
      }
      out.add(new Box(body.getInt((int) at + 4), body.slice((int) at + head, (int) length - head)));
      at += length;
    }
    return out;
  }

  private void require(int at, int length) throws FilmFault {
    if (at < 0 || length < 0 || (long) at + length > size()) {
      throw new FilmFault("a box of " + size() + " bytes ends before " + ((long) at + length));
    }
  }
}
