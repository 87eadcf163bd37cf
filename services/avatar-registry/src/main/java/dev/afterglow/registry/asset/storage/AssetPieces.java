package dev.afterglow.registry.asset.storage;

import dev.afterglow.registry.asset.Asset;
import dev.afterglow.registry.asset.AssetStore;
import dev.afterglow.registry.asset.Digests;
import dev.afterglow.registry.asset.StoreUnavailable;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.wiring.Workers;
import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Reads a file piece by piece on worker threads, no faster than the reader asks, and looks at its
 * digest on the way: a file that is not what was signed any more never comes to its end.
 */
public final class AssetPieces {
  /** What one message may hold. */
  private static final int PIECE_BYTES = 1 << 20;

  private final AssetStore store;
  private final Asset asset;
  private final Workers workers;

  /** Pieces of a file. */
  public AssetPieces(AssetStore store, Asset asset, Workers workers) {
    this.store = store;
    this.asset = asset;
    this.workers = workers;
  }

  /** The pieces, in order; fails behind the last one where they are not what was signed. */
  public Multi<ByteBuffer> read() {
    // Each piece is a call of its own: nothing to close when the reader goes away.
    return Multi.createBy()
        .repeating()
        .uni(Progress::new, progress -> workers.call(() -> piece(progress)))
        .until(piece -> !piece.hasRemaining())
        .onFailure(StoreUnavailable.class)
        .transform(Faults::assetStoreUnavailable)
        .onFailure(IOException.class)
        .transform(Faults::fileLost);
  }

  /** How far the file was read; one piece at a time. */
  private static final class Progress {
    final MessageDigest digest = Digests.sha256();
    long at;
    boolean ended;
  }

  private ByteBuffer piece(Progress progress) throws IOException {
    ByteBuffer piece =
        progress.ended ? ByteBuffer.allocate(0) : store.read(asset, progress.at, PIECE_BYTES);
    progress.ended = piece.remaining() < PIECE_BYTES;
    progress.at += piece.remaining();
    progress.digest.update(piece.duplicate());
    if (!piece.hasRemaining()
        && !HexFormat.of().formatHex(progress.digest.digest()).equals(asset.sha256Hex())) {
      throw new IOException("the file is not what was signed");
    }
    return piece;
  }
}
