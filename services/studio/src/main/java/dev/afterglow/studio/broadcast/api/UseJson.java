package dev.afterglow.studio.broadcast.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.afterglow.studio.broadcast.BroadcastUse;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** The use of a broadcast as JSON. Voice and motion are the contract's names without prefix. */
@JsonNaming(SnakeCaseStrategy.class)
record UseJson(
    @NotNull UUID licenceId,
    @NotNull UUID avatarId,
    @NotNull UUID driverSubjectId,
    BroadcastUse.@NotNull Voice voice,
    BroadcastUse.@NotNull Motion motion,
    @NotNull String platform,
    @NotNull String accountId,
    @NotNull String territory,
    @NotNull String category) {

  static UseJson of(BroadcastUse use) {
    return new UseJson(
        use.licenceId(),
        use.avatarId(),
        use.driverSubjectId(),
        use.voice(),
        use.motion(),
        use.platform(),
        use.accountId(),
        use.territory(),
        use.category());
  }

  BroadcastUse use() {
    return new BroadcastUse(
        licenceId,
        avatarId,
        driverSubjectId,
        voice,
        motion,
        platform,
        accountId,
        territory,
        category);
  }
}
