package dev.afterglow.registry.transparency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tree read from tiles, each read once. Not safe for several threads. */
public final class TiledTree extends Tree {
  private final LogFiles files;
  private final long size;
  private final Map<Tile, byte[]> tiles = new HashMap<>();

  /** The tree of that size, whose tiles are there. */
  public TiledTree(LogFiles files, long size) {
    this.files = files;
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  protected Hash complete(int height, long place) {
    int level = height / Tile.HEIGHT;
    int inTile = height % Tile.HEIGHT;
    long first = place << inTile;
    byte[] tile = tile(Tile.at(level, first / Tile.WIDTH, size));
    int from = Math.toIntExact(first % Tile.WIDTH);
    List<Hash> hashes = new ArrayList<>();
    for (int i = 0; i < 1 << inTile; i++) {
      hashes.add(Hash.in(tile, from + i));
    }
    return Hash.root(hashes);
  }

  private byte[] tile(Tile tile) {
    return tiles.computeIfAbsent(tile, this::read);
  }

  /** A partial tile may have given way to the full one, which begins with the same hashes. */
  private byte[] read(Tile tile) {
    try {
      Optional<byte[]> found = files.read(tile.path());
      if (found.isEmpty()) {
        found = files.read(tile.full().path());
      }
      byte[] bytes =
          found.orElseThrow(() -> new IllegalStateException("the log lacks " + tile.path()));
      if (bytes.length < tile.width() * Hash.BYTES) {
        throw new IllegalStateException("the log's " + tile.path() + " is too short");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("the log's " + tile.path() + " cannot be read", e);
    }
  }
}
