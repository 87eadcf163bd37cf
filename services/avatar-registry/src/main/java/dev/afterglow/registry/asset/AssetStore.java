package dev.afterglow.registry.asset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where judged files lie, each under its digest. What has a name is whole and has that digest at
 * the moment when it gets the name; the same bytes may be kept again and take the place of
 * themselves. Calls block, for as long as the storage's settings say at most, and may come from any
 * thread. {@code AssetStoreSuite} holds for every adapter.
 */
public interface AssetStore {

  /**
   * Keeps a file. Either it is there whole when this returns, or nothing of it is.
   *
   * @param file a file of this machine, which may be gone afterwards
   * @throws StoreUnavailable where the storage did not take it
   * @throws IOException where the file cannot be read, or its digest is another one
   */
  void keep(Asset asset, Path file) throws IOException;

  /**
   * Bytes of a file. Nothing is held open between two calls.
   *
   * @param at from which byte on, 0 or more
   * @param most how many at most, 1 or more; fewer come only at the file's end, none behind it
   * @throws StoreUnavailable where the storage did not answer
   * @throws java.nio.file.NoSuchFileException where there is no such file
   */
  ByteBuffer read(Asset asset, long at, int most) throws IOException;

  /** A file as it is listed; empty where there is none. */
  Optional<StoredAsset> find(Asset asset) throws IOException;

  /**
   * Files of a kind in the order of their digests. What is none of ours is left out.
   *
   * @param after the digest to begin behind; empty = from the first
   * @param most how many are looked at, 1 to 1,000
   */
  Listing list(AssetKind kind, String after, int most) throws IOException;

  /**
   * A page of a list.
   *
   * @param assets what was found, which may be nothing although there is more
   * @param next what to begin behind next; empty = this was the last page
   */
  record Listing(List<StoredAsset> assets, String next) {
    /** Copies the list. */
    public Listing {
      assets = List.copyOf(assets);
    }
  }

  /** Deletes a file; one that is not there is deleted. */
  void delete(Asset asset) throws IOException;

  /** Looks whether the storage can be used with these settings; quiet where it can. */
  void check() throws IOException;
}
