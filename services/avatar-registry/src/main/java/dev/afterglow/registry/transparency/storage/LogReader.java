package dev.afterglow.registry.transparency.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.transparency.Checkpoint;
import dev.afterglow.registry.transparency.Commitments;
import dev.afterglow.registry.transparency.EntryBundle;
import dev.afterglow.registry.transparency.Hash;
import dev.afterglow.registry.transparency.LogFiles;
import dev.afterglow.registry.transparency.LogFolder;
import dev.afterglow.registry.transparency.NoteSigner;
import dev.afterglow.registry.transparency.Stamp;
import dev.afterglow.registry.transparency.Tile;
import dev.afterglow.registry.transparency.TiledTree;
import dev.afterglow.registry.wiring.Workers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Answers from the published log. */
@ApplicationScoped
public class LogReader {
  private final LogFolder folder;
  private final NoteSigner signer;
  private final LogRows rows;
  private final Workers workers;

  @Inject
  LogReader(LogFolder folder, NoteSigner signer, LogRows rows, Workers workers) {
    this.folder = folder;
    this.signer = signer;
    this.rows = rows;
    this.workers = workers;
  }

  /**
   * The newest head.
   *
   * @param note as it is signed
   * @param head what it says
   * @param verifierKey the text form of the key
   */
  public record Head(String note, Checkpoint head, String verifierKey) {}

  /**
   * What an entry commits to.
   *
   * @param record what happened in full
   * @param salt the entry's own: HMAC-SHA-256 under it over the record is the leaf's commitment
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Shown(byte[] record, byte[] salt) {}

  /** The newest head. */
  public Uni<Head> head() {
    return workers.call(this::read);
  }

  private Head read() throws IOException {
    byte[] bytes = folder.read(LogFiles.CHECKPOINT).orElseThrow(Faults::logBusy);
    String note = new String(bytes, StandardCharsets.UTF_8);
    return new Head(note, Checkpoint.parse(signer.verifier().open(note)), signer.verifier().text());
  }

  /** The sizes of the heads that have a timestamp, smallest first. */
  public Uni<List<Long>> stamps() {
    return workers.call(() -> folder.stamps().stream().map(Stamp::size).sorted().toList());
  }

  /** That an entry is in the tree of a size. */
  public Uni<List<Hash>> inclusion(long index, long size) {
    return proof(() -> tree(size).inclusion(index, size));
  }

  /** That one tree grew from another. */
  public Uni<List<Hash>> consistency(long first, long second) {
    return proof(() -> tree(second).consistency(first, second));
  }

  private Uni<List<Hash>> proof(Callable<List<Hash>> proof) {
    return workers
        .call(proof)
        .onFailure(IllegalArgumentException.class)
        .transform(_ -> Faults.logRange(0));
  }

  private TiledTree tree(long size) throws IOException {
    long published = read().head().size();
    if (size > published) {
      throw Faults.logRange(published);
    }
    return new TiledTree(folder, published);
  }

  /** Entries from a place on, as many as are published. */
  public Uni<List<byte[]>> entries(long from, int most) {
    return workers.call(
        () -> {
          long to = Math.min(read().head().size(), from + most);
          List<byte[]> entries = new ArrayList<>();
          for (long at = from; at < to; at = (at / Tile.WIDTH + 1) * Tile.WIDTH) {
            List<byte[]> bundle = bundle(at / Tile.WIDTH);
            long end = Math.min(to, (at / Tile.WIDTH + 1) * Tile.WIDTH);
            entries.addAll(
                bundle.subList((int) (at % Tile.WIDTH), (int) (at % Tile.WIDTH + end - at)));
          }
          return entries;
        });
  }

  private List<byte[]> bundle(long index) throws IOException {
    long size = read().head().size();
    int width = Math.toIntExact(Math.min(Tile.WIDTH, size - index * Tile.WIDTH));
    Tile tile = new Tile(Tile.ENTRIES, index, width);
    Optional<byte[]> found = folder.read(tile.path());
    if (found.isEmpty()) {
      found = folder.read(tile.full().path());
    }
    return EntryBundle.entries(found.orElseThrow(Faults::logBusy));
  }

  /** What an entry of the caller's tenant commits to; gone once whom it concerns was erased. */
  public Uni<Shown> opening(long index) {
    return rows.opening(CallersTenant.name(), index)
        .map(
            found ->
                found
                    .map(
                        it ->
                            new Shown(it.record(), Commitments.entrySalt(it.salt(), it.entryId())))
                    .orElseThrow(() -> Faults.openingNotFound(index)));
  }

  /** A file of the log by its path. */
  public Uni<Optional<byte[]>> file(String path) {
    return workers.call(() -> folder.read(path));
  }
}
