package dev.afterglow.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VrmTest {
  private static final String META_1 =
      "\"name\":\"A\",\"authors\":[\"B\"],\"licenseUrl\":\"https://vrm.dev/licenses/1.0/\"";

  /** The small avatar with thirty nodes, of which each human bone that VRM demands takes one. */
  private static SmallAvatar vrm1(String meta, String rest) {
    int[] node = {4};
    String bones =
        Stream.of(HumanoidBone.values())
            .filter(HumanoidBone::required)
            .map(bone -> "\"" + bone.vrmName() + "\":{\"node\":" + node[0]++ + "}")
            .collect(Collectors.joining(","));
    return new SmallAvatar()
        .edit("{\"translation\":[0,1,0]}", "{\"translation\":[0,1,0]}" + ",{}".repeat(30))
        .with(
            "\"extensions\":{\"VRMC_vrm\":{\"specVersion\":\"1.0\",\"meta\":{"
                + meta
                + "},\"humanoid\":{\"humanBones\":{"
                + bones
                + "}}"
                + rest
                + "}}");
  }

  private static AvatarFacts facts(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    return ((Verdict.Accepted) verdict).facts();
  }

  @Test
  void shouldForbidCommerceWhenVrm1MetaIsDefault() {
    // Given
    SmallAvatar avatar = vrm1(META_1, "");

    // When
    AvatarFacts facts = facts(avatar.judge());

    // Then
    assertThat(facts.format()).isEqualTo(AvatarFormat.VRM_1);
    assertThat(facts.commercialUse()).isEqualTo(CommercialUse.FORBIDDEN);
    assertThat(facts.warnings())
        .extracting(AvatarWarning::kind)
        .containsExactly(AvatarWarning.Kind.WEARER_RESTRICTED);
  }

  @Test
  void shouldAllowCommerceWhenVrm1MetaSaysCorporation() {
    // Given
    SmallAvatar avatar =
        vrm1(META_1 + ",\"commercialUsage\":\"corporation\",\"avatarPermission\":\"everyone\"", "");

    // When
    AvatarFacts facts = facts(avatar.judge());

    // Then
    assertThat(facts.commercialUse()).isEqualTo(CommercialUse.ALLOWED);
    assertThat(facts.warnings()).isEmpty();
  }

  @Test
  void shouldFindShapesWhenExpressionsBindMorphs() {
    // Given
    SmallAvatar avatar =
        vrm1(
            META_1,
            ",\"expressions\":{\"custom\":{\"cheekPuff\":{\"morphTargetBinds\":"
                + "[{\"node\":1,\"index\":1,\"weight\":1}]},\"noseSneerLeft\":{}}}");

    // When
    AvatarFacts facts = facts(avatar.judge());

    // Then
    assertThat(facts.shapes())
        .containsExactlyInAnyOrder(
            ArkitShape.JAW_OPEN, ArkitShape.MOUTH_SMILE_LEFT, ArkitShape.CHEEK_PUFF);
  }

  @Test
  void shouldRefuseWhenVrmIsIncomplete() {
    // Given
    Stream<SmallAvatar> avatars =
        Stream.of(
            vrm1("\"name\":\"A\"", ""),
            vrm1(META_1.replace("1.0/", "9.0/"), ""),
            vrm1(META_1 + ",\"commercialUsage\":\"anything\"", ""),
            vrm1(META_1, "").edit("\"hips\":", "\"hipz\":"),
            vrm1(META_1, "").edit("\"hips\":", "\"chest\":"),
            vrm1(META_1, "").edit("\"spine\":{\"node\":5}", "\"spine\":{\"node\":4}"),
            vrm1(META_1, "").edit("\"spine\":{\"node\":5}", "\"spine\":{\"node\":99}"),
            vrm1(META_1, "").edit("\"specVersion\":\"1.0\"", "\"specVersion\":\"1.0-beta\""),
            new SmallAvatar().with("\"extensions\":{\"VRM\":{}}"));

    // When
    Stream<AvatarRule> rules = avatars.map(avatar -> ((Verdict.Rejected) avatar.judge()).rule());

    // Then
    assertThat(rules)
        .containsExactly(
            AvatarRule.VRM_META,
            AvatarRule.VRM_META,
            AvatarRule.VRM_META,
            AvatarRule.VRM_BONES,
            AvatarRule.VRM_BONES,
            AvatarRule.VRM_BONES,
            AvatarRule.REFERENCE_RANGE,
            AvatarRule.VRM_META,
            AvatarRule.VRM_META);
  }
}
