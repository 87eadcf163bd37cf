// How the studio lights a surface; shared by both shaders, so that it can run for each vertex or each pixel.
// Key from the upper left of the picture, fill from the right, rims from behind: directions to the light.
const vec3 KEY = vec3(-0.4767, 0.5084, 0.7172);
const vec3 FILL = vec3(0.8137, 0.1162, 0.5695);
const vec3 RIM = vec3(0.6145, 0.3573, -0.7033);
const vec3 RIM_B = vec3(-0.7474, 0.2491, -0.6159);
const vec3 KEY_LIGHT = vec3(0.92, 0.84, 0.76);
const vec3 FILL_LIGHT = vec3(0.15, 0.18, 0.24);
const vec3 RIM_LIGHT = vec3(1.1, 1.15, 1.3);
const vec3 SKY = vec3(0.19, 0.20, 0.23);
const vec3 GROUND = vec3(0.10, 0.07, 0.065);
// How strong and how warm the operator has them.
uniform vec3 keyGain;
uniform vec3 fillGain;
uniform vec3 rimGain;

// Lambert that reaches past the terminator, further in red: light bleeds through skin and cloth.
vec3 wrapped(float d) {
  vec3 w = vec3(0.30, 0.16, 0.12);
  return clamp((vec3(d) + w) / (1.0 + w), 0.0, 1.0);
}

// diffuse: light that the base colour multiplies; shine: light that comes off the surface as it is.
void studio(vec3 n, vec3 v, vec3 base, float metallic, float roughness, out vec3 diffuse, out vec3 shine) {
  float nv = max(dot(n, v), 0.0);
  vec3 keyLight = KEY_LIGHT * keyGain;
  vec3 around = 0.35 + 0.65 * fillGain;
  diffuse = mix(GROUND, SKY, n.y * 0.5 + 0.5) * around;
  diffuse += keyLight * wrapped(dot(n, KEY));
  diffuse += FILL_LIGHT * fillGain * wrapped(dot(n, FILL));
  float edge = (1.0 - nv) * (1.0 - nv);
  diffuse += RIM_LIGHT * rimGain * (max(dot(n, RIM), 0.0) + 0.6 * max(dot(n, RIM_B), 0.0)) * (0.2 + edge);
  diffuse *= 1.0 - metallic;
  float nh = max(dot(n, normalize(KEY + v)), 0.0);
  float a = roughness * roughness;
  float q = nh * nh * (a * a - 1.0) + 1.0;
  float lobe = a * a / (q * q * 3.0);
  vec3 f0 = mix(vec3(0.04), base, metallic);
  float grazing = edge * (1.0 - nv);
  shine = (f0 + (1.0 - f0) * grazing * (1.0 - roughness) * 0.5) * lobe * 0.6 * keyLight
      * clamp(dot(n, KEY) * 3.0, 0.0, 1.0);
  shine += f0 * SKY * around * (1.0 - roughness) * 2.0;
}

// A film-like shoulder, then gamma 2. The constants are Narkowicz's fit of the ACES curve.
vec3 develop(vec3 x) {
  x = max(x, 0.0) * 0.62;
  return sqrt(clamp((x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14), 0.0, 1.0));
}

// What multiplies a picture of the surface's colour, and in w what comes on top. The film curve is taken at a
// middling colour, so that a lit vertex and a lit pixel look the same, and a pixel of the former costs one
// look-up and one multiplication.
vec4 paint(vec3 base, vec3 diffuse, vec3 shine, vec3 emissive) {
  vec3 middling = develop(0.35 * base * diffuse + 0.5 * shine);
  return vec4(middling * 1.690, 0.5 * dot(shine, vec3(0.333)) + 0.577 * length(emissive));
}
