package dev.afterglow.studio.room;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;

/** What figures mean, for whoever points at one in the console. */
@Path("/api/v1/metrics")
@RunOnVirtualThread
public class MetricResource {

  private final Metrics metrics;

  /** Over the dictionary. */
  @Inject
  public MetricResource(Metrics metrics) {
    this.metrics = metrics;
  }

  /**
   * The dictionary.
   *
   * @param locale BCP 47
   */
  @GET
  public List<Metrics.Meaning> all(
      @QueryParam("locale") @DefaultValue("en") @Size(max = 35) String locale) {
    return metrics.all(locale);
  }
}
