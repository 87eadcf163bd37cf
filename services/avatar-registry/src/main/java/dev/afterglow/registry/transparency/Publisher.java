package dev.afterglow.registry.transparency;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a growing log into its folder: tiles and entries first, the signed head last, so that a
 * reader of the head finds all that it needs. The folder's own head says how far it is; whatever
 * lies beyond it was left by a publisher that was killed, and is written again with the same bytes.
 *
 * <p>One at a time writes a folder; its caller sees to that.
 */
public final class Publisher {
  private final LogFolder folder;
  private final NoteSigner signer;

  /** A publisher into a folder; the signer's name is the log's origin. */
  public Publisher(LogFolder folder, NoteSigner signer) {
    this.folder = folder;
    this.signer = signer;
  }

  /**
   * The folder's head.
   *
   * @throws IllegalStateException where a head is there that this log did not sign
   */
  public Optional<Checkpoint> head() throws IOException {
    return folder.read(LogFiles.CHECKPOINT).map(this::opened);
  }

  /**
   * The folder's newest entry. The database has to have the same entry in that place, or the two do
   * not belong together.
   *
   * @param size what the folder's head says; above 0
   */
  public byte[] newest(long size) throws IOException {
    Tile last = Tile.at(Tile.ENTRIES, (size - 1) / Tile.WIDTH, size);
    Optional<byte[]> found = folder.read(last.path());
    if (found.isEmpty()) {
      found = folder.read(last.full().path());
    }
    byte[] bundle =
        found.orElseThrow(() -> new IllegalStateException("the log's folder lacks " + last.path()));
    return EntryBundle.entries(bundle).get(Math.toIntExact((size - 1) % Tile.WIDTH));
  }

  private Checkpoint opened(byte[] note) {
    try {
      String text = signer.verifier().open(new String(note, StandardCharsets.UTF_8));
      return Checkpoint.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("the log's folder holds another log's head", e);
    }
  }

  /**
   * Adds entries behind the folder's head, and signs the new one.
   *
   * @param entries those from the head's size on, in order
   */
  public Checkpoint publish(List<byte[]> entries) throws IOException {
    long size = head().map(Checkpoint::size).orElse(0L);
    List<Tile> filled = new ArrayList<>();
    writeEntries(size, entries, filled);
    writeHashes(size, entries.stream().map(Hash::leaf).toList(), filled);
    long grown = size + entries.size();
    Checkpoint head =
        new Checkpoint(signer.verifier().name(), grown, new TiledTree(folder, grown).root(grown));
    byte[] note = signer.sign(head.text()).getBytes(StandardCharsets.UTF_8);
    folder.write(LogFiles.CHECKPOINT, note);
    for (Tile tile : filled) {
      folder.dropPartials(tile);
    }
    return head;
  }

  private void writeEntries(long size, List<byte[]> entries, List<Tile> filled) throws IOException {
    long index = size / Tile.WIDTH;
    List<byte[]> bundle =
        new ArrayList<>(
            EntryBundle.entries(lastOf(Tile.ENTRIES, size)).subList(0, width(Tile.ENTRIES, size)));
    for (byte[] entry : entries) {
      bundle.add(entry);
      if (bundle.size() == Tile.WIDTH) {
        Tile tile = new Tile(Tile.ENTRIES, index++, Tile.WIDTH);
        folder.write(tile.path(), EntryBundle.bytes(bundle));
        filled.add(tile);
        bundle.clear();
      }
    }
    if (!bundle.isEmpty()) {
      folder.write(new Tile(Tile.ENTRIES, index, bundle.size()).path(), EntryBundle.bytes(bundle));
    }
  }

  private void writeHashes(long size, List<Hash> leaves, List<Tile> filled) throws IOException {
    List<Hash> fresh = leaves;
    long before = size;
    for (int level = 0; !fresh.isEmpty(); level++) {
      List<Hash> tile = hashes(lastOf(level, size), width(level, size));
      long index = before / Tile.WIDTH;
      List<Hash> above = new ArrayList<>();
      for (Hash hash : fresh) {
        tile.add(hash);
        if (tile.size() == Tile.WIDTH) {
          Tile full = new Tile(level, index++, Tile.WIDTH);
          folder.write(full.path(), bytes(tile));
          filled.add(full);
          above.add(Hash.root(tile));
          tile.clear();
        }
      }
      if (!tile.isEmpty()) {
        folder.write(new Tile(level, index, tile.size()).path(), bytes(tile));
      }
      fresh = above;
      before >>= Tile.HEIGHT;
    }
  }

  /** How many of a level's last, partial tile are there; 0 where all are full. */
  private static int width(int level, long size) {
    long inLevel = level == Tile.ENTRIES ? size : size >> (Tile.HEIGHT * level);
    return Math.toIntExact(inLevel % Tile.WIDTH);
  }

  /** The bytes of a level's last tile, or of the full one, which begins with them. */
  private byte[] lastOf(int level, long size) throws IOException {
    if (width(level, size) == 0) {
      return new byte[0];
    }
    long inLevel = level == Tile.ENTRIES ? size : size >> (Tile.HEIGHT * level);
    Tile last = Tile.at(level, inLevel / Tile.WIDTH, size);
    Optional<byte[]> found = folder.read(last.path());
    if (found.isEmpty()) {
      found = folder.read(last.full().path());
    }
    return found.orElseThrow(
        () -> new IllegalStateException("the log's folder lacks " + last.path()));
  }

  private static List<Hash> hashes(byte[] tile, int width) {
    List<Hash> hashes = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      hashes.add(Hash.in(tile, i));
    }
    return hashes;
  }

  private static byte[] bytes(List<Hash> hashes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    hashes.forEach(hash -> out.writeBytes(hash.bytes()));
    return out.toByteArray();
  }
}
