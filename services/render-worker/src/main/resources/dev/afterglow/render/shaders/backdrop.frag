#version 320 es
// A studio wall: a soft pool of light behind the figure, falling off to the corners, and a floor glow.
precision highp float;
in highp vec2 at;
uniform vec3 top;
uniform vec3 bottom;
uniform vec3 glow;
uniform float aspect;
uniform float corners; // how much darker the corners are
out vec4 color;
float noise(vec2 p) { return fract(52.9829189 * fract(dot(p, vec2(0.06711056, 0.00583715)))); }
void main() {
  vec3 c = mix(bottom, top, smoothstep(0.0, 1.0, at.y));
  vec2 d = (at - vec2(0.5, 0.56)) * vec2(aspect, 1.0);
  c += glow * exp(-dot(d, d) * 9.0);
  vec2 f = (at - vec2(0.5, -0.05)) * vec2(aspect, 1.0);
  c += glow * 0.35 * exp(-dot(f, f) * 14.0);
  float corner = dot(at - 0.5, at - 0.5);
  c *= 1.0 - corners * corner;
  // A gradient this smooth bands in 8 bits unless it is dithered.
  c = sqrt(max(c, 0.0)) + (noise(gl_FragCoord.xy) - 0.5) / 255.0;
  color = vec4(c, 1.0);
}
