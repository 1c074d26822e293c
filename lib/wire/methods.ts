// Every gRPC method of proto/fulgur/v1, one table per service.
import { fulgur } from '../../proto/gen/fulgur.js';
import { method } from './method.ts';

const { v1 } = fulgur;

export const InferenceMethods = {
  generate: method('fulgur.v1.Inference/Generate', 'serverStream', v1.GenerateRequest, v1.GenerateResponse),
  tokenize: method('fulgur.v1.Inference/Tokenize', 'unary', v1.TokenizeRequest, v1.TokenizeResponse),
  listModels: method('fulgur.v1.Inference/ListModels', 'unary', v1.ListModelsRequest, v1.ListModelsResponse),
} as const;

export const ClusterMethods = {
  getStatus: method('fulgur.v1.Cluster/GetStatus', 'unary', v1.GetStatusRequest, v1.ClusterStatus),
} as const;

export const AttentionMethods = {
  serve: method('fulgur.v1.Attention/Serve', 'bidi', v1.AttentionCommand, v1.AttentionEvents),
  listBlocks: method('fulgur.v1.Attention/ListBlocks', 'serverStream', v1.ListBlocksRequest, v1.BlockSnapshot),
} as const;

export const ExpertShardMethods = {
  exchange: method('fulgur.v1.ExpertShard/Exchange', 'bidi', v1.ActivationBatch, v1.ExpertOutput),
  shareRows: method('fulgur.v1.ExpertShard/ShareRows', 'bidi', v1.RowsOffer, v1.RowsAnswer),
  getResidency: method('fulgur.v1.ExpertShard/GetResidency', 'unary', v1.GetResidencyRequest, v1.Residency),
} as const;

export const KvStoreMethods = {
  match: method('fulgur.v1.KvStore/Match', 'unary', v1.MatchRequest, v1.MatchResponse),
  fetch: method('fulgur.v1.KvStore/Fetch', 'serverStream', v1.FetchRequest, v1.KvBlock),
  store: method('fulgur.v1.KvStore/Store', 'clientStream', v1.KvBlock, v1.StoreResponse),
  listBlocks: method('fulgur.v1.KvStore/ListBlocks', 'serverStream', v1.ListBlocksRequest, v1.BlockSnapshot),
  getStats: method('fulgur.v1.KvStore/GetStats', 'unary', v1.GetStatsRequest, v1.KvStoreStats),
} as const;

export const GuardMethods = {
  assessPrompt: method('fulgur.v1.Guard/AssessPrompt', 'unary', v1.AssessPromptRequest, v1.Assessment),
  screenOutput: method('fulgur.v1.Guard/ScreenOutput', 'bidi', v1.OutputDelta, v1.OutputRelease),
  moderate: method('fulgur.v1.Guard/Moderate', 'unary', v1.ModerateRequest, v1.ModerateResponse),
  getPolicy: method('fulgur.v1.Guard/GetPolicy', 'unary', v1.GetPolicyRequest, v1.PolicyState),
  putPolicy: method('fulgur.v1.Guard/PutPolicy', 'unary', v1.PutPolicyRequest, v1.PolicyState),
  dryRunPolicy: method('fulgur.v1.Guard/DryRunPolicy', 'unary', v1.DryRunPolicyRequest, v1.DryRunPolicyReport),
  listPolicies: method('fulgur.v1.Guard/ListPolicies', 'unary', v1.ListPoliciesRequest, v1.ListPoliciesResponse),
} as const;

export const OutputScreensMethods = {
  screen: method('fulgur.v1.OutputScreens/Screen', 'bidi', v1.ScreenDeltas, v1.ScreenReleases),
} as const;

export const PromptAssessmentsMethods = {
  assess: method('fulgur.v1.PromptAssessments/Assess', 'bidi', v1.PromptQuestions, v1.PromptAnswers),
} as const;

export const TrainingDataMethods = {
  screenCorpus: method('fulgur.v1.TrainingData/ScreenCorpus', 'bidi', v1.CorpusBatch, v1.CorpusVerdicts),
  scoreAnswers: method('fulgur.v1.TrainingData/ScoreAnswers', 'bidi', v1.AnswerBatch, v1.AnswerScores),
} as const;
