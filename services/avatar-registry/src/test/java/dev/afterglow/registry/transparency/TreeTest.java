package dev.afterglow.registry.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The eight leaves, roots and proofs are the published ones of Certificate Transparency. */
class TreeTest {
  private static final List<String> ENTRIES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");
  private static final List<String> ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  private static final int LARGEST = 70;

  private static List<Hash> published() {
    return ENTRIES.stream().map(HexFormat.of()::parseHex).map(Hash::leaf).toList();
  }

  private static List<Hash> made(int count) {
    return IntStream.range(0, count).mapToObj(i -> Hash.leaf(new byte[] {(byte) i, 7})).toList();
  }

  private static String hexes(List<Hash> proof) {
    return String.join(" ", proof.stream().map(Hash::hex).toList());
  }

  @Test
  void shouldGiveThePublishedRootWhenTreeGrows() {
    // Given
    ListTree tree = new ListTree(published());

    // When
    List<String> roots = IntStream.rangeClosed(0, 8).mapToObj(n -> tree.root(n).hex()).toList();
    List<String> grown =
        IntStream.rangeClosed(0, 8)
            .mapToObj(n -> Hash.root(published().subList(0, n)).hex())
            .toList();

    // Then
    assertThat(roots).isEqualTo(ROOTS);
    assertThat(grown).isEqualTo(ROOTS);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, ''",
    "0, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
        + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
        + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    "5, 8, bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
        + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
        + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "2, 3, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
  })
  void shouldGiveThePublishedInclusionProof(long index, long size, String proof) {
    // Given
    ListTree tree = new ListTree(published());

    // When
    List<Hash> made = tree.inclusion(index, size);

    // Then
    assertThat(hexes(made)).isEqualTo(proof);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, ''",
    "2, 8, 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
        + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    "6, 8, 0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
        + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
        + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "2, 5, 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
        + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
  })
  void shouldGiveThePublishedConsistencyProof(long first, long second, String proof) {
    // Given
    ListTree tree = new ListTree(published());

    // When
    List<Hash> made = tree.consistency(first, second);

    // Then
    assertThat(hexes(made)).isEqualTo(proof);
  }

  @Test
  void shouldConvinceTheCheckAndNothingElseWhenProofsAreOfAnySize() {
    // Given
    List<Hash> leaves = made(LARGEST);
    ListTree tree = new ListTree(leaves);
    List<String> wrong = new ArrayList<>();

    // When
    for (int size = 1; size <= LARGEST; size++) {
      Hash root = tree.root(size);
      int whole = size;
      for (int index = 0; index < size; index++) {
        int at = index;
        List<Hash> proof = tree.inclusion(index, size);
        boolean convinced = ProofCheck.included(leaves.get(index), index, size, proof, root);
        boolean fooled =
            ProofCheck.included(leaves.get((index + 1) % LARGEST), index, size, proof, root)
                || ProofCheck.included(leaves.get(index), index + 1, size, proof, root)
                || damaged(proof).stream()
                    .anyMatch(it -> ProofCheck.included(leaves.get(at), at, whole, it, root));
        if (!convinced || fooled) {
          wrong.add("inclusion " + index + " of " + size);
        }
      }
      for (int first = 1; first <= size; first++) {
        List<Hash> proof = tree.consistency(first, size);
        boolean convinced = ProofCheck.grew(first, size, proof, tree.root(first), root);
        int other = first;
        boolean fooled =
            ProofCheck.grew(first, size, proof, leaves.get(0), Hash.empty())
                || damaged(proof).stream()
                    .anyMatch(it -> ProofCheck.grew(other, whole, it, tree.root(other), root));
        if (!convinced || fooled) {
          wrong.add("consistency " + first + " to " + size);
        }
      }
    }

    // Then
    assertThat(wrong).isEmpty();
  }

  /** The proof with a hash too few, one too many, one of another tree. */
  private static List<List<Hash>> damaged(List<Hash> proof) {
    if (proof.isEmpty()) {
      return List.of(List.of(Hash.empty()));
    }
    List<Hash> longer = new ArrayList<>(proof);
    longer.add(Hash.empty());
    List<Hash> other = new ArrayList<>(proof);
    other.set(proof.size() / 2, Hash.empty());
    return Arrays.asList(proof.subList(1, proof.size()), longer, other);
  }

  @Test
  void shouldRefuseWhenTheTreeWasNeverSo() {
    // Given
    ListTree tree = new ListTree(made(3));

    // When // Then
    assertThatIllegalArgumentException().isThrownBy(() -> tree.inclusion(3, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> tree.inclusion(0, 4));
    assertThatIllegalArgumentException().isThrownBy(() -> tree.consistency(0, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> tree.consistency(3, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> tree.root(4));
  }
}
