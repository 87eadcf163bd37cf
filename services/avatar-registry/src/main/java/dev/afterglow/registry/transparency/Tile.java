package dev.afterglow.registry.transparency;

import java.util.ArrayList;
import java.util.List;

/**
 * A tile's place, as C2SP tlog-tiles names it: up to 256 hashes of one level, or the entries that
 * the lowest level hashes.
 *
 * @param level 0 for leaves; each level is 8 of the tree's; {@link #ENTRIES} for entries
 * @param index how many tiles stand left of it
 * @param width how many hashes, 1 to 256; 256 is a full tile
 */
public record Tile(int level, long index, int width) {
  /** How many hashes a full tile has. */
  public static final int WIDTH = 256;

  /** The tree's levels that a tile spans. */
  public static final int HEIGHT = 8;

  /** In place of a level: the entries themselves. */
  public static final int ENTRIES = -1;

  private static final int TOP_LEVEL = 63;

  /** Checks ranges. */
  public Tile {
    if (level < ENTRIES || level > TOP_LEVEL || index < 0 || width < 1 || width > WIDTH) {
      throw new IllegalArgumentException("there is no such tile");
    }
  }

  /** Its path below the log's prefix, for example {@code tile/0/x001/234.p/7}. */
  public String path() {
    StringBuilder number = new StringBuilder("%03d".formatted(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      number.insert(0, "x%03d/".formatted(rest % 1000));
    }
    String name = level == ENTRIES ? "entries" : Integer.toString(level);
    return "tile/" + name + "/" + number + (partial() ? ".p/" + width : "");
  }

  /** Whether it is not full yet. */
  public boolean partial() {
    return width < WIDTH;
  }

  /** The full tile in its place. */
  public Tile full() {
    return new Tile(level, index, WIDTH);
  }

  /** The tile of a level at an index, as wide as a tree of that size has it. */
  static Tile at(int level, long index, long size) {
    long inLevel = level == ENTRIES ? size : size >> (HEIGHT * level);
    return new Tile(level, index, Math.toIntExact(Math.min(WIDTH, inLevel - index * WIDTH)));
  }

  /** Every tile that a tree of that size consists of, entries last. */
  public static List<Tile> of(long size) {
    List<Tile> tiles = new ArrayList<>();
    for (int level = 0; size >> (HEIGHT * level) > 0; level++) {
      addLevel(level, size >> (HEIGHT * level), tiles);
    }
    addLevel(ENTRIES, size, tiles);
    return tiles;
  }

  private static void addLevel(int level, long inLevel, List<Tile> tiles) {
    for (long index = 0; index * WIDTH < inLevel; index++) {
      int width = Math.toIntExact(Math.min(WIDTH, inLevel - index * WIDTH));
      tiles.add(new Tile(level, index, width));
    }
  }
}
