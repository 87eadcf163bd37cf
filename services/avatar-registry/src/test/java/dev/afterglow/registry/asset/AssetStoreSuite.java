package dev.afterglow.registry.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every storage of files. */
public abstract class AssetStoreSuite {
  private static final int PIECE_BYTES = 1 << 16;

  @TempDir protected Path scratch;

  /** An empty storage; the same one within a test. */
  protected abstract AssetStore store() throws IOException;

  /** Puts bytes under a name that no upload gives. */
  protected abstract void stray(String path) throws IOException;

  /** Other bytes for each seed. */
  protected static byte[] bytes(int seed, int count) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  protected Path file(byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile(scratch, "", ".part"), bytes);
  }

  protected static Asset named(AssetKind kind, byte[] bytes) {
    return new Asset(kind, HexFormat.of().formatHex(Digests.sha256().digest(bytes)));
  }

  protected Asset keep(AssetKind kind, byte[] bytes) throws IOException {
    Asset asset = named(kind, bytes);
    store().keep(asset, file(bytes));
    return asset;
  }

  protected byte[] whole(Asset asset) throws IOException {
    ByteBuffer whole = ByteBuffer.allocate(64 << 20);
    while (true) {
      ByteBuffer piece = store().read(asset, whole.position(), PIECE_BYTES);
      whole.put(piece.duplicate());
      if (piece.remaining() < PIECE_BYTES) {
        whole.flip();
        byte[] bytes = new byte[whole.remaining()];
        whole.get(bytes);
        return bytes;
      }
    }
  }

  private List<Asset> listed(AssetKind kind, int most) throws IOException {
    List<Asset> all = new ArrayList<>();
    String after = "";
    do {
      AssetStore.Listing page = store().list(kind, after, most);
      page.assets().stream().map(StoredAsset::asset).forEach(all::add);
      after = page.next();
    } while (!after.isEmpty());
    return all;
  }

  @Test
  void shouldGiveBackTheSameBytesWhenKept() throws IOException {
    // Given
    byte[] several = bytes(1, 3 * PIECE_BYTES + 17);
    byte[] exact = bytes(2, 2 * PIECE_BYTES);

    // When
    Asset avatar = keep(AssetKind.AVATAR, several);
    Asset part = keep(AssetKind.PART, exact);

    // Then
    assertThat(whole(avatar)).isEqualTo(several);
    assertThat(whole(part)).isEqualTo(exact);
    assertThat(store().read(part, exact.length, 10).remaining()).isZero();
    assertThat(store().read(part, exact.length - 3L, 10).remaining()).isEqualTo(3);
  }

  @Test
  void shouldShowNothingWhenTheDigestIsAnother() throws IOException {
    // Given
    Asset name = named(AssetKind.AVATAR, bytes(3, 100));
    Path other = file(bytes(4, 100));

    // When
    Throwable refused = catchThrowable(() -> store().keep(name, other));

    // Then
    assertThat(refused).isInstanceOf(IOException.class).isNotInstanceOf(StoreUnavailable.class);
    assertThat(store().find(name)).isEmpty();
    assertThat(listed(AssetKind.AVATAR, 1_000)).isEmpty();
  }

  @Test
  void shouldSayThatThereIsNoneWhenThereIsNone() throws IOException {
    // Given
    Asset absent = named(AssetKind.PART, bytes(5, 1));

    // When
    Throwable missing = catchThrowable(() -> store().read(absent, 0, 10));

    // Then
    assertThat(missing).isInstanceOf(NoSuchFileException.class);
    assertThat(store().find(absent)).isEmpty();
  }

  @Test
  void shouldTakeTheSameBytesAgainWhenTheyAreKeptTwice() throws IOException {
    // Given
    byte[] bytes = bytes(6, 1_000);
    keep(AssetKind.AVATAR, bytes);

    // When
    Asset again = keep(AssetKind.AVATAR, bytes);

    // Then
    assertThat(whole(again)).isEqualTo(bytes);
    assertThat(listed(AssetKind.AVATAR, 1_000)).containsExactly(again);
  }

  @Test
  void shouldKeepKindsApartWhenTheBytesAreTheSame() throws IOException {
    // Given
    byte[] bytes = bytes(7, 1_000);
    Asset avatar = keep(AssetKind.AVATAR, bytes);
    Asset part = keep(AssetKind.PART, bytes);

    // When
    store().delete(avatar);

    // Then
    assertThat(store().find(avatar)).isEmpty();
    assertThat(whole(part)).isEqualTo(bytes);
  }

  @Test
  void shouldListAllInTheOrderOfTheirDigestsWhateverThePagesSize() throws IOException {
    // Given
    List<Asset> kept = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      kept.add(keep(AssetKind.PART, bytes(100 + i, 10)));
    }
    kept.sort((one, other) -> one.sha256Hex().compareTo(other.sha256Hex()));
    stray("parts/readme.txt");
    stray("parts/00/not-a-digest");
    stray("parts/ff/" + "0".repeat(64));
    stray("parts/zz/" + "f".repeat(64));

    // When
    List<List<Asset>> lists =
        Stream.of(1, 2, 7, 23, 1_000)
            .map(
                most -> {
                  try {
                    return listed(AssetKind.PART, most);
                  } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                })
            .toList();

    // Then
    assertThat(lists).allSatisfy(list -> assertThat(list).isEqualTo(kept));
    assertThat(listed(AssetKind.AVATAR, 10)).isEmpty();
  }

  @Test
  void shouldBeGoneWhenDeletedAndStayGoneWhenDeletedAgain() throws IOException {
    // Given
    Asset asset = keep(AssetKind.PART, bytes(8, 10));

    // When
    store().delete(asset);
    store().delete(asset);

    // Then
    assertThat(store().find(asset)).isEmpty();
    assertThat(listed(AssetKind.PART, 10)).isEmpty();
  }

  @Test
  void shouldBeQuietWhenAllIsWell() throws IOException {
    // When
    Throwable thrown = catchThrowable(() -> store().check());

    // Then
    assertThat(thrown).isNull();
  }
}
