package dev.afterglow.avatar.picture;

import java.nio.ByteBuffer;

/** A JPEG's frame header: its size and how its components are sampled. */
final class JpegFrame {
  private static final int MOST_SAMPLING = 4;
  private static final int BLOCK = 8;

  final boolean progressive;
  final Component[] components;
  final int columns;
  final int rows;

  /** Of one colour: how many blocks it has, and of which coefficients something has come. */
  static final class Component {
    final int id;
    final int across;
    final int down;
    int blocksWide;
    int blocksHigh;
    int paddedWide;
    long[] known = {};
    boolean seen;

    Component(int id, int across, int down) {
      this.id = id;
      this.across = across;
      this.down = down;
    }
  }

  /**
   * @param at behind the segment's length
   * @param end where the segment ends
   */
  JpegFrame(ByteBuffer bytes, int at, int end, boolean progressive) throws PictureFault {
    this.progressive = progressive;
    int count = end - at < 6 ? 0 : Byte.toUnsignedInt(bytes.get(at + 5));
    // Four are inks, which nothing here draws.
    if ((count != 1 && count != 3) || end - at != 6 + 3 * count || bytes.get(at) != 8) {
      throw new PictureFault("there are no such samples");
    }
    final int height = Short.toUnsignedInt(bytes.getShort(at + 1));
    final int width = Short.toUnsignedInt(bytes.getShort(at + 3));
    components = new Component[count];
    int across = 1;
    int down = 1;
    for (int i = 0; i < count; i++) {
      Component component = component(bytes, at + 6 + 3 * i, i);
      across = Math.max(across, component.across);
      down = Math.max(down, component.down);
      components[i] = component;
    }
    if (width == 0 || height == 0) {
      throw new PictureFault("it has no size");
    }
    columns = ratio(width, 1, BLOCK * across);
    rows = ratio(height, 1, BLOCK * down);
    for (Component component : components) {
      component.blocksWide = ratio(ratio(width, component.across, across), 1, BLOCK);
      component.blocksHigh = ratio(ratio(height, component.down, down), 1, BLOCK);
      component.paddedWide = columns * component.across;
      if (progressive) {
        component.known = new long[component.paddedWide * rows * component.down];
      }
    }
  }

  private Component component(ByteBuffer bytes, int at, int before) throws PictureFault {
    int id = Byte.toUnsignedInt(bytes.get(at));
    int across = bytes.get(at + 1) >>> 4 & 15;
    int down = bytes.get(at + 1) & 15;
    boolean sampled = across > 0 && across <= MOST_SAMPLING && down > 0 && down <= MOST_SAMPLING;
    if (!sampled || bytes.get(at + 2) < 0 || bytes.get(at + 2) > 3) {
      throw new PictureFault("a colour is sampled in no known way");
    }
    for (int i = 0; i < before; i++) {
      if (components[i].id == id) {
        throw new PictureFault("a colour is there twice");
      }
    }
    return new Component(id, across, down);
  }

  /** The component of that number in a scan. */
  Component find(int id) throws PictureFault {
    for (Component component : components) {
      if (component.id == id) {
        return component;
      }
    }
    throw new PictureFault("a scan is of no known colour");
  }

  private static int ratio(int value, int times, int over) {
    return (value * times + over - 1) / over;
  }
}
