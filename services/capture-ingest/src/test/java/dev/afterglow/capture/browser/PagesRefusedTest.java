package dev.afterglow.capture.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.capture.drive.Drives;
import dev.afterglow.capture.session.DriveState;
import dev.afterglow.capture.wire.RealRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A deployment that did not decide to take drives from pages takes none, whatever they hold. */
@QuarkusTest
@QuarkusTestResource(RealRedis.class)
@Timeout(60)
class PagesRefusedTest {
  @TestHTTPResource("/")
  URI address;

  @Inject Drives drives;

  @Test
  void shouldRefuseAPageWithTheRightTokenAndNoOriginWhenPagesAreNotEnabled() throws Exception {
    // Given: no browser, which could name any site anyway
    Drives.Created created =
        drives.create(
            UUID.randomUUID().toString(),
            UUID.randomUUID().toString(),
            UUID.randomUUID().toString(),
            Optional.empty());
    String id = created.drive().kept().driveId();

    try (HandPage page = new HandPage(address, Optional.empty())) {
      // When
      page.open(id, created.token().text(), "jawOpen");

      // Then
      assertThat(page.end.get(10, TimeUnit.SECONDS))
          .isEqualTo(new HandPage.End(4402, "PAGES_REFUSED"));
      assertThat(page.heard).isEmpty();
    }
    assertThat(drives.live(id).state().name()).isEqualTo(DriveState.Name.WAITING);
  }
}
