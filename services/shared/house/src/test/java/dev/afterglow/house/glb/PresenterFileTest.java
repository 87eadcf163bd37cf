package dev.afterglow.house.glb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterglow.avatar.CanonicalGlb;
import dev.afterglow.avatar.GlbValidator;
import dev.afterglow.avatar.Verdict;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.HouseAssets;
import dev.afterglow.house.Person;
import dev.afterglow.house.Presenter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Person.class)
class PresenterFileTest {
  private static final int MOST_BYTES = 6_000_000;

  @Parameter private Person person = Person.LIN;

  private byte[] file = {};
  private JsonNode root = new ObjectMapper().nullNode();

  @BeforeEach
  void read() throws IOException {
    file = HouseAssets.presenter(person);
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    root = new ObjectMapper().readTree(Arrays.copyOfRange(file, 20, 20 + in.getInt(12)));
  }

  @Test
  void shouldGiveTheSameBytesWhenSculptedAgain() {
    // Given
    byte[] baked = file;

    // When
    byte[] again = GlbWriter.write(Presenter.sculpt(person));

    // Then
    assertThat(again).isEqualTo(baked);
  }

  @Test
  void shouldBeTheSameFigureInItsCanonicalForm(@TempDir Path folder) throws IOException {
    // Given
    Path in = Files.write(folder.resolve("in"), file);
    Path out = folder.resolve("out");
    Verdict.Accepted accepted = (Verdict.Accepted) GlbValidator.validate(in);

    // When
    CanonicalGlb.Outcome outcome = CanonicalGlb.write(in, accepted.facts(), out);

    // Then
    assertThat(outcome).isInstanceOf(CanonicalGlb.Outcome.Written.class);
    byte[] form = Files.readAllBytes(out);
    ByteBuffer bytes = ByteBuffer.wrap(form).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer before = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    JsonNode written =
        new ObjectMapper().readTree(Arrays.copyOfRange(form, 20, 20 + bytes.getInt(12)));
    assertThat(written.equals(PresenterFileTest::compare, root)).isTrue();
    assertThat(Arrays.copyOfRange(form, 28 + bytes.getInt(12), form.length))
        .isEqualTo(Arrays.copyOfRange(file, 28 + before.getInt(12), file.length));
  }

  /** Numbers by their doubles' bits, whatever they look like; all else as it is. */
  private static int compare(JsonNode one, JsonNode other) {
    return one.isNumber() && other.isNumber()
        ? Double.compare(one.doubleValue(), other.doubleValue())
        : one.equals(other) ? 0 : 1;
  }

  @Test
  void shouldStayLightInEveryLookWhenDrawnOnACpu() {
    // Given
    JsonNode scenes = root.get("scenes");

    for (JsonNode scene : scenes) {
      // When
      int vertices = 0;
      for (JsonNode node : scene.get("nodes")) {
        vertices += vertices(root.get("nodes").get(node.asInt()).path("mesh").asInt(-1));
      }

      // Then
      assertThat(vertices).as(scene.get("name").asText()).isBetween(15_000, 30_000);
    }
    assertThat(file.length).isLessThan(MOST_BYTES);
  }

  @Test
  void shouldShareEverythingButTheClothesAmongItsLooks() {
    // Given
    JsonNode looks = root.at("/extensions/AFTERGLOW_looks/looks");

    // When
    Set<Integer> all = new HashSet<>();
    Set<Integer> common = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (JsonNode look : looks) {
      names.add(look.get("name").asText());
      Set<Integer> nodes = new HashSet<>();
      root.get("scenes")
          .get(look.get("scene").asInt())
          .get("nodes")
          .forEach(node -> nodes.add(node.asInt()));
      if (all.isEmpty()) {
        common.addAll(nodes);
      }
      common.retainAll(nodes);
      all.addAll(nodes);
    }

    // Then: the hips with all bones, face, eyes, hair and hands are one and the same
    assertThat(names).isEqualTo(person.looks());
    assertThat(root.get("scene").asInt()).isEqualTo(looks.get(0).get("scene").asInt());
    assertThat(common.stream().map(node -> root.get("nodes").get(node).get("name").asText()))
        .containsExactlyInAnyOrder("hips", "Face", "Eyes", "Hair", "Hands");
    assertThat(all).hasSize(common.size() + looks.size());
  }

  @Test
  void shouldSayWhatEachMeshIsAPartOf() {
    // When
    Map<String, Set<String>> kinds = new TreeMap<>();
    for (JsonNode node : root.get("nodes")) {
      if (node.has("mesh")) {
        kinds
            .computeIfAbsent(
                node.at("/extensions/AFTERGLOW_part/kind").asText(), it -> new HashSet<>())
            .add(node.get("name").asText());
      }
    }

    // Then: clothes are all that has another name in each person
    assertThat(kinds.keySet()).containsExactly("body", "face", "hair", "outfit");
    assertThat(kinds.get("face")).containsExactlyInAnyOrder("Face", "Eyes");
    assertThat(kinds.get("hair")).containsExactly("Hair");
    assertThat(kinds.get("body")).containsExactly("Hands");
  }

  @Test
  void shouldPassTheProjectsOwnLimitsWithoutAWarning() {
    // Given
    byte[] given = file;

    // When
    Verdict verdict = GlbValidator.validate(given);

    // Then
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    assertThat(((Verdict.Accepted) verdict).facts().warnings()).isEmpty();
    assertThat(((Verdict.Accepted) verdict).facts().shapes()).hasSize(52);
  }

  private int vertices(int mesh) {
    if (mesh < 0) {
      return 0;
    }
    int position = root.get("meshes").get(mesh).at("/primitives/0/attributes/POSITION").asInt();
    return root.get("accessors").get(position).get("count").asInt();
  }

  @Test
  void shouldNameAll52ShapesWhenTheFaceIsRead() {
    // Given
    List<String> expected =
        Arrays.stream(ArkitShape.values()).map(ArkitShape::arkitName).sorted().toList();

    // When
    List<String> names = new ArrayList<>();
    root.at("/meshes/0/extras/targetNames").forEach(n -> names.add(n.asText()));

    // Then
    assertThat(names).doesNotHaveDuplicates();
    assertThat(names.stream().sorted().toList()).isEqualTo(expected);
    assertThat(root.at("/meshes/0/primitives/0/targets")).hasSize(expected.size());
  }

  @Test
  void shouldHaveEveryRequiredBoneWhenReadAsVrm() {
    // Given
    JsonNode bones = root.at("/extensions/VRMC_vrm/humanoid/humanBones");

    // When
    List<String> missing =
        Arrays.stream(HumanoidBone.values())
            .filter(HumanoidBone::required)
            .map(HumanoidBone::vrmName)
            .filter(name -> !bones.has(name))
            .toList();

    // Then
    assertThat(missing).isEmpty();
  }

  @Test
  void shouldStandInATPoseWhenNothingMovesHer() {
    // Given
    JsonNode nodes = root.get("nodes");

    // When
    List<String> turned = new ArrayList<>();
    nodes.forEach(
        node -> {
          if (node.has("rotation") || node.has("scale") || node.has("matrix")) {
            turned.add(node.get("name").asText());
          }
        });

    // Then
    assertThat(turned).isEmpty();
  }

  @Test
  void shouldAllowCommercialUseByEveryoneWhenHerLicenceIsRead() {
    // Given
    JsonNode vrm = root.at("/extensions/VRMC_vrm");

    // When
    JsonNode meta = vrm.get("meta");

    // Then
    assertThat(vrm.get("specVersion").asText()).isEqualTo("1.0");
    assertThat(meta.get("commercialUsage").asText()).isEqualTo("corporation");
    assertThat(meta.get("avatarPermission").asText()).isEqualTo("everyone");
    assertThat(meta.get("licenseUrl").asText()).isEqualTo("https://vrm.dev/licenses/1.0/");
    assertThat(meta.get("authors")).hasSize(1);
  }

  @Test
  void shouldBindExpressionsToTargetsThatExistWhenReadAsVrm() {
    // Given
    JsonNode expressions = root.at("/extensions/VRMC_vrm/expressions");

    // When
    List<String> broken = new ArrayList<>();
    for (JsonNode group : expressions) {
      group
          .properties()
          .forEach(
              entry -> {
                for (JsonNode bind : entry.getValue().path("morphTargetBinds")) {
                  int mesh = root.get("nodes").get(bind.get("node").asInt()).path("mesh").asInt(-1);
                  int targets = root.at("/meshes/" + mesh + "/primitives/0/targets").size();
                  if (bind.get("index").asInt() >= targets) {
                    broken.add(entry.getKey());
                  }
                }
              });
    }

    // Then
    assertThat(broken).isEmpty();
    assertThat(expressions.get("preset")).hasSize(18);
    assertThat(expressions.get("custom")).hasSize(52);
  }
}
