package dev.afterglow.render.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterglow.avatar.GlbValidator;
import dev.afterglow.avatar.Verdict;
import dev.afterglow.render.figure.FigureReading;
import dev.afterglow.render.figure.SmallGlb;
import dev.afterglow.render.job.RenderRefused.Why;
import dev.afterglow.render.lease.MotionRight;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A sealed file is judged again at load, whatever was said at upload. */
class AvatarReadingTest {
  private static final LeaseTerms.Grant GRANT =
      new LeaseTerms.Grant("lease", "digest", Duration.ofSeconds(5), MotionRight.MOCAP);

  @Test
  void shouldRefuseASealedFileThatBreaksARuleThoughItCouldBeRead() throws Exception {
    // Given: a sound file but for one coordinate that is no number, which the reader would take
    byte[] file = SmallGlb.chain("\"extensions\":{}");
    assertThat(GlbValidator.validate(file)).isInstanceOf(Verdict.Accepted.class);
    int numbers = 20 + ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(12) + 8;
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putFloat(numbers, Float.NaN);
    assertThat(FigureReading.read(file).meshes()).isNotEmpty();
    Verdict.Rejected verdict = (Verdict.Rejected) GlbValidator.validate(file);

    // When
    RenderRefused refusal =
        catchThrowableOfType(
            RenderRefused.class,
            () -> AvatarReading.read("avatar", GRANT, (avatar, sha256) -> file));

    // Then
    assertThat(refusal.why()).isEqualTo(Why.AVATAR_UNUSABLE);
    assertThat(refusal.metadata())
        .containsEntry("avatar_id", "avatar")
        .hasEntrySatisfying("detail", it -> assertThat(it).startsWith(verdict.rule().name()));
  }

  @Test
  void shouldReadAFileThatObeysEveryRule() throws Exception {
    // Given
    byte[] file = SmallGlb.chain("\"extensions\":{}");

    // When, Then
    assertThat(AvatarReading.read("avatar", GRANT, (avatar, sha256) -> file).deviceBytes())
        .isPositive();
  }
}
