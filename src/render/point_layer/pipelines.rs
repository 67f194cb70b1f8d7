//! Pipelines: what dots, points, arrows and heat are drawn with. Made once, when the window opens.

use eframe::egui_wgpu::{
    RenderState,
    wgpu::{self, BlendComponent, BlendFactor, BlendOperation},
};

use super::{flow_segments, shape::Shape, written};
use crate::scene::{
    point_layer::{Arrow, Dot},
    pyramid::Square,
};

const COLOR: &str = include_str!("color.wgsl");
const RECORD: &str = include_str!("record.wgsl");
const DOTS: &str = include_str!("dots.wgsl");
const ARROWS: &str = include_str!("arrows.wgsl");
const STORED_DOTS: &str = include_str!("stored_dots.wgsl");
const STORED_ARROWS: &str = include_str!("stored_arrows.wgsl");
const FLOW_SEGMENTS: &str = include_str!("flow_segments.wgsl");
const PICTURE: &str = include_str!("picture.wgsl");
const WRITTEN: &str = include_str!("written.wgsl");
const FLAT: &str = include_str!("flat.wgsl");
const SPLAT: &str = include_str!("splat.wgsl");
const RAMP: &str = include_str!("ramp.wgsl");

/// Where the sums of heat are made, and where they are blurred.
pub const SUMS: wgpu::TextureFormat = wgpu::TextureFormat::Rgba16Float;
pub const BLURRED: wgpu::TextureFormat = wgpu::TextureFormat::R16Float;

/// Steps the shaft of a bent arrow is drawn in, as in `arrows.wgsl`.
const STEPS: u32 = 10;

/// What pipelines are made on and for.
pub struct Screen {
    pub adapter: wgpu::Adapter,
    pub device: wgpu::Device,
    pub format: wgpu::TextureFormat,
    /// Whether shaders fetch records themselves.
    pub stored: bool,
}

/// Everything a point layer is drawn with.
pub struct Pipelines {
    pub records: wgpu::BindGroupLayout,
    /// How shaders fetch records themselves; `None` on older cards, where each is an instance.
    pub stored: Option<wgpu::BindGroupLayout>,
    pub points: wgpu::RenderPipeline,
    pub dots: Shape,
    pub bent: Shape,
    pub darts: Shape,
    /// Missing where the card cannot add up fractions.
    pub heat: Option<HeatPipelines>,
}

/// What segments are drawn with.
pub struct SegmentPipeline {
    pub bindings: wgpu::BindGroupLayout,
    pub shape: Shape,
}

/// Steps the shaft of a segment is drawn in, as in `flow_segments.wgsl`.
const SEGMENT_STEPS: u32 = 18;

impl SegmentPipeline {
    pub fn new(device: &wgpu::Device, format: wgpu::TextureFormat) -> Self {
        let bindings = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("segments"),
            entries: &[uniform(0)],
        });
        let maker = Maker::new(device, &[&bindings], format);
        let pipeline = maker.pipeline(
            &maker.module(&[COLOR, RECORD, FLOW_SEGMENTS]),
            ["vs_segment", "fs_segment"],
            Some(&Layout {
                stride: flow_segments::STRIDE as usize,
                step: wgpu::VertexStepMode::Instance,
                attributes: flow_segments::ATTRIBUTES.to_vec(),
            }),
            wgpu::PrimitiveTopology::TriangleList,
            &maker.on_screen(),
        );
        let head = 2 * (SEGMENT_STEPS + 1);
        let mut triangles = quads((0..SEGMENT_STEPS).map(|step| 2 * step));
        triangles.extend([head, head + 1, head + 2]);
        Self {
            shape: Shape::new(device, pipeline, &triangles),
            bindings,
        }
    }
}

/// What pictures on the map are drawn with.
pub struct PicturePipeline {
    pub bindings: wgpu::BindGroupLayout,
    pub sampler: wgpu::Sampler,
    pub pipeline: wgpu::RenderPipeline,
}

impl PicturePipeline {
    pub fn new(device: &wgpu::Device, format: wgpu::TextureFormat) -> Self {
        let bindings = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("picture"),
            entries: &[
                uniform(0),
                texture(1, wgpu::ShaderStages::FRAGMENT, true),
                smooth(2),
            ],
        });
        let maker = Maker::new(device, &[&bindings], format);
        let pipeline = maker.pipeline(
            &maker.module(&[COLOR, PICTURE]),
            ["vs_picture", "fs_picture"],
            None,
            wgpu::PrimitiveTopology::TriangleStrip,
            &maker.on_screen(),
        );
        Self {
            sampler: smooth_sampler(device),
            bindings,
            pipeline,
        }
    }
}

/// What texts with a halo are drawn with.
pub struct WrittenPipeline {
    bindings: wgpu::BindGroupLayout,
    sampler: wgpu::Sampler,
    pub pipeline: wgpu::RenderPipeline,
}

impl WrittenPipeline {
    pub fn new(device: &wgpu::Device, format: wgpu::TextureFormat) -> Self {
        let bindings = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("texts"),
            entries: &[texture(0, wgpu::ShaderStages::FRAGMENT, true), smooth(1)],
        });
        let maker = Maker::new(device, &[&bindings], format);
        let pipeline = maker.pipeline(
            &maker.module(&[COLOR, WRITTEN]),
            ["vs_written", "fs_written"],
            Some(&Layout {
                stride: written::STRIDE,
                step: wgpu::VertexStepMode::Instance,
                attributes: written::ATTRIBUTES.to_vec(),
            }),
            wgpu::PrimitiveTopology::TriangleStrip,
            &maker.on_screen(),
        );
        Self {
            sampler: smooth_sampler(device),
            bindings,
            pipeline,
        }
    }

    /// Binds what texts cover.
    pub fn bind(&self, device: &wgpu::Device, covered: &wgpu::Texture) -> wgpu::BindGroup {
        let view = covered.create_view(&wgpu::TextureViewDescriptor::default());
        let entry = |binding, resource| wgpu::BindGroupEntry { binding, resource };
        device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("texts"),
            layout: &self.bindings,
            entries: &[
                entry(0, wgpu::BindingResource::TextureView(&view)),
                entry(1, wgpu::BindingResource::Sampler(&self.sampler)),
            ],
        })
    }
}

/// What grounds of one colour are drawn with.
pub fn flat(device: &wgpu::Device, format: wgpu::TextureFormat) -> wgpu::RenderPipeline {
    let maker = Maker::new(device, &[], format);
    let module = maker.module(&[COLOR, FLAT]);
    let triangles = wgpu::PrimitiveTopology::TriangleList;
    let entries = ["vs_flat", "fs_flat"];
    maker.pipeline(&module, entries, None, triangles, &maker.on_screen())
}

/// What heat is drawn with.
pub struct HeatPipelines {
    pub grids: wgpu::BindGroupLayout,
    pub splat_dots: wgpu::RenderPipeline,
    pub splat_arrows: wgpu::RenderPipeline,
    pub splat_squares: wgpu::RenderPipeline,
    pub across: wgpu::RenderPipeline,
    pub down: wgpu::RenderPipeline,
    pub ramp: wgpu::RenderPipeline,
    pub sampler: wgpu::Sampler,
}

impl Pipelines {
    /// Whether vertices can fetch records themselves.
    pub fn can_store(state: &RenderState) -> bool {
        let downlevel = state.adapter.get_downlevel_capabilities().flags;
        downlevel.contains(wgpu::DownlevelFlags::VERTEX_STORAGE | wgpu::DownlevelFlags::BASE_VERTEX)
            && state.device.limits().max_storage_buffers_per_shader_stage > 0
    }

    pub fn new(screen: &Screen) -> Self {
        let device = &screen.device;
        let records = records_layout(device);
        let stored = screen.stored.then(|| stored_layout(device));
        let plain = Maker::new(device, &[&records], screen.format);
        let fetching = stored.as_ref();
        let fetching = fetching.map(|stored| {
            let layouts = [&records, stored];
            Maker::new(device, &layouts, screen.format)
        });
        let dots = plain.module(&[COLOR, RECORD, DOTS]);
        let arrow = Layout::arrow(wgpu::VertexStepMode::Instance);
        let shape = |parts: [&str; 2], entries: [&str; 3], layout: &Layout, corners: Vec<u32>| {
            let [part, stored_part] = parts;
            let [vertex, stored_vertex, fragment] = entries;
            let triangles = wgpu::PrimitiveTopology::TriangleList;
            let target = plain.on_screen();
            let pipeline = match &fetching {
                Some(maker) => {
                    let module = maker.module(&[COLOR, RECORD, part, stored_part]);
                    let entries = [stored_vertex, fragment];
                    maker.pipeline(&module, entries, None, triangles, &target)
                }
                None => {
                    let module = plain.module(&[COLOR, RECORD, part]);
                    let entries = [vertex, fragment];
                    plain.pipeline(&module, entries, Some(layout), triangles, &target)
                }
            };
            Shape::new(device, pipeline, &corners)
        };
        Self {
            points: plain.pipeline(
                &dots,
                ["vs_point", "fs_point"],
                Some(&Layout::dot(wgpu::VertexStepMode::Vertex)),
                wgpu::PrimitiveTopology::PointList,
                &plain.on_screen(),
            ),
            dots: shape(
                [DOTS, STORED_DOTS],
                ["vs_dot", "vs_dot_stored", "fs_dot"],
                &Layout::dot(wgpu::VertexStepMode::Instance),
                quads(std::iter::once(0)),
            ),
            bent: shape(
                [ARROWS, STORED_ARROWS],
                ["vs_bent", "vs_bent_stored", "fs_arrow"],
                &arrow,
                // The head, and the steps of the shaft.
                quads(std::iter::once(0).chain((0..STEPS).map(|step| 4 + 2 * step))),
            ),
            darts: shape(
                [ARROWS, STORED_ARROWS],
                ["vs_dart", "vs_dart_stored", "fs_arrow"],
                &arrow,
                vec![0, 1, 2, 1, 2, 3, 2, 3, 4],
            ),
            heat: can_heat(&screen.adapter).then(|| HeatPipelines::new(&plain)),
            stored,
            records,
        }
    }
}

/// Two triangles for every four corners, of which the first is given.
fn quads(firsts: impl Iterator<Item = u32>) -> Vec<u32> {
    let corners = firsts.flat_map(|first| [0, 1, 2, 1, 2, 3].map(|corner| first + corner));
    corners.collect()
}

impl HeatPipelines {
    fn new(maker: &Maker<'_>) -> Self {
        let device = maker.device;
        let grids = grids_layout(device);
        let on_grids = Maker::new(device, &[&grids], maker.format);
        let splat = maker.module(&[COLOR, RECORD, SPLAT]);
        let ramp = maker.module(&[COLOR, RAMP]);
        let plain = |format, blend| wgpu::ColorTargetState {
            format,
            blend,
            write_mask: wgpu::ColorWrites::ALL,
        };
        let sums = plain(SUMS, Some(ADDING));
        let blurred = plain(BLURRED, None);
        let triangles = wgpu::PrimitiveTopology::TriangleList;
        let splat = |vertex, layout: Layout| {
            let entries = [vertex, "fs_splat"];
            let points = wgpu::PrimitiveTopology::PointList;
            maker.pipeline(&splat, entries, Some(&layout), points, &sums)
        };
        let over_all = |entry, target: &wgpu::ColorTargetState| {
            on_grids.pipeline(&ramp, ["vs_all", entry], None, triangles, target)
        };
        Self {
            splat_dots: splat("vs_splat", Layout::dot(wgpu::VertexStepMode::Vertex)),
            splat_arrows: splat("vs_splat", Layout::arrow_end()),
            splat_squares: splat("vs_square", Layout::square()),
            across: over_all("fs_across", &blurred),
            down: over_all("fs_down", &blurred),
            ramp: over_all("fs_ramp", &maker.on_screen()),
            sampler: smooth_sampler(device),
            grids,
        }
    }
}

/// Whether fractions can be added up in a texture.
fn can_heat(adapter: &wgpu::Adapter) -> bool {
    [SUMS, BLURRED].into_iter().all(|format| {
        let features = adapter.get_texture_format_features(format);
        let usages = wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::TEXTURE_BINDING;
        let flags = wgpu::TextureFormatFeatureFlags::BLENDABLE
            | wgpu::TextureFormatFeatureFlags::FILTERABLE;
        features.allowed_usages.contains(usages) && features.flags.contains(flags)
    })
}

const ADDING: wgpu::BlendState = {
    let add = BlendComponent {
        src_factor: BlendFactor::One,
        dst_factor: BlendFactor::One,
        operation: BlendOperation::Add,
    };
    wgpu::BlendState {
        color: add,
        alpha: add,
    }
};

/// How egui blends, and so must all that is drawn beside it.
const LIKE_EGUI: wgpu::BlendState = wgpu::BlendState {
    color: BlendComponent {
        src_factor: BlendFactor::One,
        dst_factor: BlendFactor::OneMinusSrcAlpha,
        operation: BlendOperation::Add,
    },
    alpha: BlendComponent {
        src_factor: BlendFactor::OneMinusDstAlpha,
        dst_factor: BlendFactor::One,
        operation: BlendOperation::Add,
    },
};

/// How records lie in a buffer.
struct Layout {
    stride: usize,
    step: wgpu::VertexStepMode,
    attributes: Vec<wgpu::VertexAttribute>,
}

impl Layout {
    fn dot(step: wgpu::VertexStepMode) -> Self {
        let attributes = wgpu::vertex_attr_array![0 => Float32x2, 1 => Uint32x2, 2 => Uint32];
        Self {
            stride: size_of::<Dot>(),
            step,
            attributes: attributes.to_vec(),
        }
    }

    fn arrow(step: wgpu::VertexStepMode) -> Self {
        let attributes = wgpu::vertex_attr_array![
            0 => Float32x2, 1 => Float32x2, 2 => Uint32x2, 3 => Uint32
        ];
        Self {
            stride: size_of::<Arrow>(),
            step,
            attributes: attributes.to_vec(),
        }
    }

    /// Of arrows what dots have: where they end, when, and their kind.
    fn arrow_end() -> Self {
        let arrow = Self::arrow(wgpu::VertexStepMode::Vertex);
        let attributes = (0..).zip(&arrow.attributes[1..]);
        let attributes = attributes.map(|(shader_location, attribute)| wgpu::VertexAttribute {
            shader_location,
            ..*attribute
        });
        Self {
            attributes: attributes.collect(),
            ..arrow
        }
    }

    fn square() -> Self {
        let attributes = wgpu::vertex_attr_array![0 => Float32x2, 1 => Uint32, 2 => Uint32];
        Self {
            stride: size_of::<Square>(),
            step: wgpu::VertexStepMode::Vertex,
            attributes: attributes.to_vec(),
        }
    }
}

/// Makes pipelines that take the same bindings.
struct Maker<'a> {
    device: &'a wgpu::Device,
    layout: wgpu::PipelineLayout,
    format: wgpu::TextureFormat,
}

impl<'a> Maker<'a> {
    fn new(
        device: &'a wgpu::Device,
        bindings: &[&wgpu::BindGroupLayout],
        format: wgpu::TextureFormat,
    ) -> Self {
        let bindings: Vec<_> = bindings.iter().map(|layout| Some(*layout)).collect();
        Self {
            device,
            layout: device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
                label: Some("point_layer"),
                bind_group_layouts: &bindings,
                immediate_size: 0,
            }),
            format,
        }
    }

    fn module(&self, parts: &[&str]) -> wgpu::ShaderModule {
        self.device
            .create_shader_module(wgpu::ShaderModuleDescriptor {
                label: Some("point_layer"),
                source: wgpu::ShaderSource::Wgsl(parts.concat().into()),
            })
    }

    fn on_screen(&self) -> wgpu::ColorTargetState {
        wgpu::ColorTargetState {
            format: self.format,
            blend: Some(LIKE_EGUI),
            write_mask: wgpu::ColorWrites::ALL,
        }
    }

    fn pipeline(
        &self,
        module: &wgpu::ShaderModule,
        [vertex, fragment]: [&str; 2],
        layout: Option<&Layout>,
        topology: wgpu::PrimitiveTopology,
        target: &wgpu::ColorTargetState,
    ) -> wgpu::RenderPipeline {
        let srgb = [("srgb_target", f64::from(u8::from(target.format.is_srgb())))];
        let options = wgpu::PipelineCompilationOptions {
            constants: &srgb,
            ..Default::default()
        };
        let buffers = layout.map(|layout| wgpu::VertexBufferLayout {
            array_stride: layout.stride as u64,
            step_mode: layout.step,
            attributes: &layout.attributes,
        });
        let buffers: &[_] = if buffers.is_some() { &[buffers] } else { &[] };
        self.device
            .create_render_pipeline(&wgpu::RenderPipelineDescriptor {
                label: Some(fragment),
                layout: Some(&self.layout),
                vertex: wgpu::VertexState {
                    module,
                    entry_point: Some(vertex),
                    compilation_options: options.clone(),
                    buffers,
                },
                fragment: Some(wgpu::FragmentState {
                    module,
                    entry_point: Some(fragment),
                    compilation_options: options,
                    targets: &[Some(target.clone())],
                }),
                primitive: wgpu::PrimitiveState {
                    topology,
                    ..Default::default()
                },
                depth_stencil: None,
                multisample: wgpu::MultisampleState::default(),
                multiview_mask: None,
                cache: None,
            })
    }
}

fn uniform(binding: u32) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry {
        binding,
        visibility: wgpu::ShaderStages::VERTEX_FRAGMENT,
        ty: wgpu::BindingType::Buffer {
            ty: wgpu::BufferBindingType::Uniform,
            has_dynamic_offset: false,
            min_binding_size: None,
        },
        count: None,
    }
}

fn texture(
    binding: u32,
    visibility: wgpu::ShaderStages,
    filterable: bool,
) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry {
        binding,
        visibility,
        ty: wgpu::BindingType::Texture {
            sample_type: wgpu::TextureSampleType::Float { filterable },
            view_dimension: wgpu::TextureViewDimension::D2,
            multisampled: false,
        },
        count: None,
    }
}

fn records_layout(device: &wgpu::Device) -> wgpu::BindGroupLayout {
    device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
        label: Some("point_layer records"),
        entries: &[uniform(0), texture(1, wgpu::ShaderStages::VERTEX, false)],
    })
}

fn stored_layout(device: &wgpu::Device) -> wgpu::BindGroupLayout {
    device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
        label: Some("point_layer block"),
        entries: &[wgpu::BindGroupLayoutEntry {
            binding: 0,
            visibility: wgpu::ShaderStages::VERTEX,
            ty: wgpu::BindingType::Buffer {
                ty: wgpu::BufferBindingType::Storage { read_only: true },
                has_dynamic_offset: false,
                min_binding_size: None,
            },
            count: None,
        }],
    })
}

fn grids_layout(device: &wgpu::Device) -> wgpu::BindGroupLayout {
    device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
        label: Some("point_layer grids"),
        entries: &[
            uniform(0),
            texture(1, wgpu::ShaderStages::FRAGMENT, true),
            smooth(2),
        ],
    })
}

/// A sampler of fragments that smooths.
fn smooth(binding: u32) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry {
        binding,
        visibility: wgpu::ShaderStages::FRAGMENT,
        ty: wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Filtering),
        count: None,
    }
}

fn smooth_sampler(device: &wgpu::Device) -> wgpu::Sampler {
    device.create_sampler(&wgpu::SamplerDescriptor {
        label: Some("point_layer"),
        mag_filter: wgpu::FilterMode::Linear,
        min_filter: wgpu::FilterMode::Linear,
        ..Default::default()
    })
}
