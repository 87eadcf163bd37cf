package dev.afterglow.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.avatar.picture.MadePicture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures within avatar files that are not what their headers say. */
class HostilePictureTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void shouldNameTheRuleWhenAPictureIsHostile(
      String what, AvatarRule rule, UnaryOperator<SmallAvatar> edit) {
    // Given
    SmallAvatar avatar = edit.apply(new SmallAvatar());

    // When
    Verdict verdict = avatar.judge();

    // Then
    assertThat(verdict)
        .as(what)
        .isInstanceOfSatisfying(
            Verdict.Rejected.class, it -> assertThat(it.rule()).isEqualTo(rule));
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        of("more pixels than it holds", AvatarRule.IMAGE_FORMAT, a -> a.image(2, 1)),
        of(
            "really 30,000 pixels a side",
            AvatarRule.IMAGE_TOO_LARGE,
            a -> a.image("image/png", MadePicture.zeros(30_000, 30_000))),
        of(
            "30,000 pixels a side behind a header of 16",
            AvatarRule.IMAGE_FORMAT,
            a ->
                a.image(
                    "image/png", MadePicture.declaring(MadePicture.zeros(30_000, 30_000), 16, 16))),
        of("a wrong checksum", AvatarRule.IMAGE_FORMAT, a -> a.putByte(SmallAvatar.IMAGE + 29, 1)));
  }

  private static Arguments of(String what, AvatarRule rule, UnaryOperator<SmallAvatar> edit) {
    return Arguments.of(what, rule, edit);
  }
}
