package dev.afterglow.registry.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TileTest {
  @TempDir Path folder;

  @Test
  void shouldBeNamedAsTheSpecificationNamesIt() {
    // When // Then
    assertThat(new Tile(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
    assertThat(new Tile(1, 0, 17).path()).isEqualTo("tile/1/000.p/17");
    assertThat(new Tile(Tile.ENTRIES, 1_234_067, 8).path())
        .isEqualTo("tile/entries/x001/x234/067.p/8");
  }

  @Test
  void shouldBeAsManyAsTheSpecificationCounts() {
    // When
    List<Tile> tiles = Tile.of(70_000);

    // Then
    assertThat(tiles.stream().filter(t -> t.level() == 0 && !t.partial())).hasSize(273);
    assertThat(tiles).contains(new Tile(0, 273, 112), new Tile(1, 0, 256), new Tile(1, 1, 17));
    assertThat(tiles).contains(new Tile(2, 0, 1), new Tile(Tile.ENTRIES, 273, 112));
    assertThat(Tile.of(256)).contains(new Tile(0, 0, 256), new Tile(1, 0, 1));
    assertThat(tiles).hasSize(274 + 2 + 1 + 274);
    assertThat(Tile.of(0)).isEmpty();
  }

  @Test
  void shouldGiveTheTreesOwnRootsAndProofsWhenItGrewInRandomSteps() throws Exception {
    // Given
    long seed = Long.getLong("seed", 20_261_123L);
    Random random = new Random(seed);
    NoteSigner signer = NoteSigner.of("example.com/log", NoteSigner.make());
    LogFolder files = new LogFolder(folder);
    Publisher publisher = new Publisher(files, signer);
    List<Hash> leaves = new ArrayList<>();

    // When // Then
    while (leaves.size() < 70_000) {
      List<byte[]> batch = new ArrayList<>();
      int count = random.nextInt(4) == 0 ? random.nextInt(20_000) : random.nextInt(300);
      for (int i = 0; i < count; i++) {
        byte[] entry = new byte[8];
        random.nextBytes(entry);
        batch.add(entry);
        leaves.add(Hash.leaf(entry));
      }
      Checkpoint head = publisher.publish(batch);
      assertThat(head.size()).as("seed %d", seed).isEqualTo(leaves.size());
      assertThat(head.root()).as("seed %d", seed).isEqualTo(Hash.root(leaves));
    }
    TiledTree tree = new TiledTree(files, leaves.size());
    for (int i = 0; i < 200; i++) {
      int size = 1 + random.nextInt(leaves.size());
      int index = random.nextInt(size);
      int first = 1 + random.nextInt(size);
      Hash root = tree.root(size);
      assertThat(
              ProofCheck.included(
                  leaves.get(index), index, size, tree.inclusion(index, size), root))
          .as("seed %d, %d of %d", seed, index, size)
          .isTrue();
      assertThat(
              ProofCheck.grew(first, size, tree.consistency(first, size), tree.root(first), root))
          .as("seed %d, %d to %d", seed, first, size)
          .isTrue();
    }
  }
}
