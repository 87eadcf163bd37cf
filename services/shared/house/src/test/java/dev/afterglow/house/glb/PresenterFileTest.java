package dev.afterglow.house.glb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.HouseAssets;
import dev.afterglow.house.Presenter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PresenterFileTest {
  private static final int MOST_BYTES = 6_000_000;
  private static byte[] file = {};
  private static JsonNode root = new ObjectMapper().nullNode();

  @BeforeAll
  static void read() throws IOException {
    file = HouseAssets.presenter();
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    root = new ObjectMapper().readTree(Arrays.copyOfRange(file, 20, 20 + in.getInt(12)));
  }

  @Test
  void shouldGiveTheSameBytesWhenSculptedAgain() {
    // Given
    byte[] baked = file;

    // When
    byte[] again = GlbWriter.write(Presenter.sculpt());

    // Then
    assertThat(again).isEqualTo(baked);
  }

  @Test
  void shouldStayLightWhenDrawnOnACpu() {
    // Given
    int vertices = 0;

    // When
    for (JsonNode mesh : root.get("meshes")) {
      int position = mesh.at("/primitives/0/attributes/POSITION").asInt();
      vertices += root.get("accessors").get(position).get("count").asInt();
    }

    // Then
    assertThat(vertices).isBetween(15_000, 30_000);
    assertThat(file.length).isLessThan(MOST_BYTES);
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
