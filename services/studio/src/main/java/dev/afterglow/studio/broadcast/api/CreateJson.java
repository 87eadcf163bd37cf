package dev.afterglow.studio.broadcast.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.afterglow.studio.broadcast.CreateBroadcast;
import dev.afterglow.studio.broadcast.Destination;
import dev.afterglow.studio.broadcast.OutputFormat;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks for a new broadcast. */
@JsonNaming(SnakeCaseStrategy.class)
record CreateJson(
    @NotNull UUID requestId,
    @NotNull @Size(min = 1, max = 128) String title,
    @NotNull @Valid UseJson use,
    BroadcastJson.@Nullable FormatJson output,
    @Nullable @Size(max = 8) List<@Valid DestinationJson> destinations) {

  CreateBroadcast.Wish wish() {
    return new CreateBroadcast.Wish(
        title,
        use.use(),
        output == null ? OutputFormat.DEFAULTS : output.format(),
        destinations == null
            ? List.of()
            : destinations.stream().map(DestinationJson::destination).toList());
  }

  /** Where to send. */
  record DestinationJson(
      @NotNull String name, Destination.@NotNull Kind kind, @Nullable String url) {

    Destination destination() {
      return new Destination(name, kind, url == null ? "" : url);
    }

    /** Without the URL, which holds a key. */
    @Override
    public String toString() {
      return "DestinationJson[" + name + ", url redacted]";
    }
  }
}
