package dev.afterglow.registry.asset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files in one folder, which replicas share. A file gets its name by an atomic move from a folder
 * on the same file system, so whatever has a name is whole.
 */
public final class FolderStore implements AssetStore {
  private final Path root;

  /** Files below a folder, which is made when absent. */
  public FolderStore(Path root) {
    this.root = root;
    try {
      for (AssetKind kind : AssetKind.values()) {
        Files.createDirectories(root.resolve(kind.folder()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of uploaded files cannot be made", e);
    }
  }

  private Path place(Asset asset) {
    return root.resolve(asset.path());
  }

  @Override
  public void keep(Asset asset, Path file) throws IOException {
    Digests.of(file, asset.sha256Hex());
    Path place = place(asset);
    Path folder = place.resolveSibling("");
    Files.createDirectories(folder);
    Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
    sync(folder);
  }

  /** Without it a name that was acknowledged could be gone after a loss of power. */
  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public ByteBuffer read(Asset asset, long at, int most) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(most);
    try (FileChannel channel = FileChannel.open(place(asset), StandardOpenOption.READ)) {
      while (piece.hasRemaining() && channel.read(piece, at + piece.position()) >= 0) {
        // Until the piece is full or the file ends.
      }
    }
    return piece.flip();
  }

  @Override
  public Optional<StoredAsset> find(Asset asset) throws IOException {
    try {
      return Optional.of(
          new StoredAsset(asset, Files.getLastModifiedTime(place(asset)).toInstant()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public Listing list(AssetKind kind, String after, int most) throws IOException {
    List<StoredAsset> found = new ArrayList<>();
    for (Path folder : sorted(root.resolve(kind.folder()))) {
      String begin = String.valueOf(folder.getFileName());
      if (begin.length() != 2
          || begin.compareTo(after.isEmpty() ? "" : after.substring(0, 2)) < 0) {
        continue;
      }
      for (Path file : sorted(folder)) {
        Optional<Asset> asset = Asset.at(kind.folder() + "/" + begin + "/" + file.getFileName());
        if (asset.isPresent() && asset.get().sha256Hex().compareTo(after) > 0) {
          find(asset.get()).ifPresent(found::add);
          if (found.size() == most) {
            return new Listing(found, asset.get().sha256Hex());
          }
        }
      }
    }
    return new Listing(found, "");
  }

  private static List<Path> sorted(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Override
  public void delete(Asset asset) throws IOException {
    Files.deleteIfExists(place(asset));
  }

  @Override
  public void check() throws IOException {
    if (!Files.isWritable(root)) {
      throw new StoreUnavailable(
          "the folder of uploaded files cannot be written", true, new IOException("no right"));
    }
  }
}
